-- rule_change_key and rule_clause_key are no declared foreign keys, as in dim_section.
CREATE TABLE IF NOT EXISTS fact_rule_check (
    rule_check_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    rule_change_key BIGINT NOT NULL,
    rule_clause_key BIGINT,
    expectation VARCHAR NOT NULL,
    holds BOOLEAN,
    source_line INTEGER
);

COMMENT ON TABLE fact_rule_check IS 'How the amending clauses and the comparison table agree: one row for each check.';
COMMENT ON COLUMN fact_rule_check.rule_check_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_rule_check.document_key IS 'The document.';
COMMENT ON COLUMN fact_rule_check.rule_change_key IS 'The change of rules.';
COMMENT ON COLUMN fact_rule_check.rule_clause_key IS 'The clause; NULL for what is checked of the table as a whole: differences that no clause makes.';
COMMENT ON COLUMN fact_rule_check.expectation IS 'What is expected, in words.';
COMMENT ON COLUMN fact_rule_check.holds IS 'Whether it holds; NULL where the table does not show the place (略).';
COMMENT ON COLUMN fact_rule_check.source_line IS 'Line of the table that shows it; NULL where none does.';
