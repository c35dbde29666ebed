CREATE TABLE IF NOT EXISTS dim_rule_change (
    rule_change_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    rule_change_number INTEGER NOT NULL,
    rule_name VARCHAR NOT NULL,
    adopted_on DATE,
    adopted_by VARCHAR,
    in_force_on DATE,
    first_line INTEGER NOT NULL,
    last_line INTEGER NOT NULL
);

COMMENT ON TABLE dim_rule_change IS 'Changes of rules: which rule, and from when.';
COMMENT ON COLUMN dim_rule_change.rule_change_key IS 'Surrogate key.';
COMMENT ON COLUMN dim_rule_change.document_key IS 'The document.';
COMMENT ON COLUMN dim_rule_change.rule_change_number IS 'Order in the document, from 1.';
COMMENT ON COLUMN dim_rule_change.rule_name IS 'Name of the rule (業務方法書).';
COMMENT ON COLUMN dim_rule_change.adopted_on IS 'When the rule itself was adopted, in the words of the change (平成26年4月10日…決定); never when this change was. NULL where it is not said.';
COMMENT ON COLUMN dim_rule_change.adopted_by IS 'Who adopted the rule itself, not this change; NULL where it is not said.';
COMMENT ON COLUMN dim_rule_change.in_force_on IS 'Day on which the change enters into force (施行日); NULL where no date is given.';
COMMENT ON COLUMN dim_rule_change.first_line IS 'First line in the file, from 1.';
COMMENT ON COLUMN dim_rule_change.last_line IS 'Last line in the file.';
