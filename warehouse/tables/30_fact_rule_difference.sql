-- rule_provision_key is no declared foreign key, as in dim_section.
CREATE TABLE IF NOT EXISTS fact_rule_difference (
    rule_difference_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    rule_provision_key BIGINT NOT NULL,
    position INTEGER NOT NULL,
    operation VARCHAR NOT NULL CHECK (operation IN ('equal', 'insert', 'delete', 'replace')),
    old_words VARCHAR NOT NULL,
    new_words VARCHAR NOT NULL
);

COMMENT ON TABLE fact_rule_difference IS 'Word-level difference of old and new text: the steps of a provision in order.';
COMMENT ON COLUMN fact_rule_difference.rule_difference_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_rule_difference.document_key IS 'The document.';
COMMENT ON COLUMN fact_rule_difference.rule_provision_key IS 'The provision.';
COMMENT ON COLUMN fact_rule_difference.position IS 'Order within the provision, from 1.';
COMMENT ON COLUMN fact_rule_difference.operation IS 'equal, insert, delete or replace.';
COMMENT ON COLUMN fact_rule_difference.old_words IS 'Words of the old text; joined over the steps they are the whole text.';
COMMENT ON COLUMN fact_rule_difference.new_words IS 'Words of the new text; joined over the steps they are the whole text.';
