-- rule_change_key is no declared foreign key, as in dim_section.
CREATE TABLE IF NOT EXISTS fact_rule_provision (
    rule_provision_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    rule_change_key BIGINT NOT NULL,
    provision_number INTEGER NOT NULL,
    article_number VARCHAR,
    paragraph_number VARCHAR,
    item_number VARCHAR,
    old_article_number VARCHAR,
    old_paragraph_number VARCHAR,
    old_item_number VARCHAR,
    is_heading BOOLEAN NOT NULL,
    new_text VARCHAR,
    old_text VARCHAR,
    new_underlined VARCHAR[] NOT NULL,
    old_underlined VARCHAR[] NOT NULL,
    is_abridged BOOLEAN NOT NULL,
    first_line INTEGER NOT NULL,
    last_line INTEGER NOT NULL
);

COMMENT ON TABLE fact_rule_provision IS 'The comparison of new and old text (新旧対照表), one row for each heading, body and item of an article, joined over pages.';
COMMENT ON COLUMN fact_rule_provision.rule_provision_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_rule_provision.document_key IS 'The document.';
COMMENT ON COLUMN fact_rule_provision.rule_change_key IS 'The change of rules.';
COMMENT ON COLUMN fact_rule_provision.provision_number IS 'Order in the table, from 1.';
COMMENT ON COLUMN fact_rule_provision.article_number IS 'Article (条) on the new side; on the old one where only that has the provision. Likewise the two that follow.';
COMMENT ON COLUMN fact_rule_provision.paragraph_number IS 'Paragraph (項).';
COMMENT ON COLUMN fact_rule_provision.item_number IS 'Item (号) or range of items; NULL for a heading or body.';
COMMENT ON COLUMN fact_rule_provision.old_article_number IS 'Article on the old side; NULL where that does not have the provision. Another one than article_number where a clause renumbers it. NULL, as the two that follow, for documents read before version 4 of the warehouse.';
COMMENT ON COLUMN fact_rule_provision.old_paragraph_number IS 'Paragraph on the old side.';
COMMENT ON COLUMN fact_rule_provision.old_item_number IS 'Item or range of items on the old side: what was 4・5 stands beside 5・6, which it becomes.';
COMMENT ON COLUMN fact_rule_provision.is_heading IS 'Whether it is the heading of the article.';
COMMENT ON COLUMN fact_rule_provision.new_text IS 'New text; NULL where the new side does not have it.';
COMMENT ON COLUMN fact_rule_provision.old_text IS 'Old text; NULL where the old side does not have it.';
COMMENT ON COLUMN fact_rule_provision.new_underlined IS 'Words that <u> marks in the new text.';
COMMENT ON COLUMN fact_rule_provision.old_underlined IS 'Words that <u> marks in the old text.';
COMMENT ON COLUMN fact_rule_provision.is_abridged IS 'Whether it is printed as (略).';
COMMENT ON COLUMN fact_rule_provision.first_line IS 'First line in the file, from 1.';
COMMENT ON COLUMN fact_rule_provision.last_line IS 'Last line in the file.';
