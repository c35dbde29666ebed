-- rule_change_key is no declared foreign key, as in dim_section.
CREATE TABLE IF NOT EXISTS fact_rule_clause (
    rule_clause_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    rule_change_key BIGINT NOT NULL,
    clause_number INTEGER NOT NULL,
    article_number VARCHAR,
    paragraph_number VARCHAR,
    item_number VARCHAR,
    last_item_number VARCHAR,
    is_heading BOOLEAN NOT NULL,
    action VARCHAR NOT NULL CHECK (action IN ('replace', 'insert', 'delete', 'renumber', 'add', 'rewrite')),
    old_text VARCHAR,
    new_text VARCHAR,
    moved_to VARCHAR,
    printed_text VARCHAR NOT NULL,
    first_line INTEGER NOT NULL,
    last_line INTEGER NOT NULL
);

COMMENT ON TABLE fact_rule_clause IS 'Amending clauses of a change of rules: one row for each action.';
COMMENT ON COLUMN fact_rule_clause.rule_clause_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_rule_clause.document_key IS 'The document.';
COMMENT ON COLUMN fact_rule_clause.rule_change_key IS 'The change of rules.';
COMMENT ON COLUMN fact_rule_clause.clause_number IS 'Order in the change, from 1.';
COMMENT ON COLUMN fact_rule_clause.article_number IS 'Article (条) acted upon.';
COMMENT ON COLUMN fact_rule_clause.paragraph_number IS 'Paragraph (項); NULL where none is named.';
COMMENT ON COLUMN fact_rule_clause.item_number IS 'Item (号), the first of a range; the new one where an item is added. NULL where none is named.';
COMMENT ON COLUMN fact_rule_clause.last_item_number IS 'Last item of a range; NULL for a single one.';
COMMENT ON COLUMN fact_rule_clause.is_heading IS 'Whether the heading (見出し) is acted upon.';
COMMENT ON COLUMN fact_rule_clause.action IS 'replace (改める), insert (の下に加える), delete (削る), renumber (繰り下げ, とし), add (次の1号を加える), rewrite (次のとおり改める).';
COMMENT ON COLUMN fact_rule_clause.old_text IS 'What is replaced or deleted, or after which is inserted.';
COMMENT ON COLUMN fact_rule_clause.new_text IS 'What takes its place, is inserted or added.';
COMMENT ON COLUMN fact_rule_clause.moved_to IS 'New number of the (first) item that is renumbered.';
COMMENT ON COLUMN fact_rule_clause.printed_text IS 'The clause as printed.';
COMMENT ON COLUMN fact_rule_clause.first_line IS 'First line in the file, from 1.';
COMMENT ON COLUMN fact_rule_clause.last_line IS 'Last line in the file, with the text that it adds.';
