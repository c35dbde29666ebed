CREATE OR REPLACE VIEW rule_comparison AS
SELECT
    document.file_name,
    change.rule_name,
    provision.provision_number,
    provision.article_number,
    provision.paragraph_number,
    provision.item_number,
    provision.old_article_number,
    provision.old_paragraph_number,
    provision.old_item_number,
    provision.is_heading,
    provision.old_text,
    provision.new_text,
    provision.is_abridged,
    provision.new_text IS DISTINCT FROM provision.old_text AS is_changed,
    coalesce(steps.difference, []) AS difference,
    provision.first_line,
    provision.last_line
FROM fact_rule_provision AS provision
JOIN dim_rule_change AS change USING (rule_change_key)
JOIN dim_document AS document ON document.document_key = provision.document_key
LEFT JOIN (
    SELECT
        rule_provision_key,
        list(
            struct_pack(operation := operation, old_words := old_words, new_words := new_words) ORDER BY position
        ) FILTER (WHERE operation <> 'equal') AS difference
    FROM fact_rule_difference
    GROUP BY rule_provision_key
) AS steps USING (rule_provision_key)
ORDER BY provision.rule_provision_key;

COMMENT ON VIEW rule_comparison IS 'New and old text of changed rules (新旧対照表), provision by provision, with what differs word by word.';
COMMENT ON COLUMN rule_comparison.file_name IS 'File name of the text.';
COMMENT ON COLUMN rule_comparison.rule_name IS 'The rule that is changed.';
COMMENT ON COLUMN rule_comparison.provision_number IS 'Order in the table.';
COMMENT ON COLUMN rule_comparison.article_number IS 'Article (条) on the new side; on the old one where only that has the provision. Likewise the two that follow.';
COMMENT ON COLUMN rule_comparison.paragraph_number IS 'Paragraph (項).';
COMMENT ON COLUMN rule_comparison.item_number IS 'Item (号) or range of items.';
COMMENT ON COLUMN rule_comparison.old_article_number IS 'Article on the old side; NULL where that does not have the provision.';
COMMENT ON COLUMN rule_comparison.old_paragraph_number IS 'Paragraph on the old side.';
COMMENT ON COLUMN rule_comparison.old_item_number IS 'Item or range of items on the old side, another one where a clause renumbers it.';
COMMENT ON COLUMN rule_comparison.is_heading IS 'Whether it is the heading of the article.';
COMMENT ON COLUMN rule_comparison.old_text IS 'Old text.';
COMMENT ON COLUMN rule_comparison.new_text IS 'New text.';
COMMENT ON COLUMN rule_comparison.is_abridged IS 'Whether it is printed as (略).';
COMMENT ON COLUMN rule_comparison.is_changed IS 'Whether the texts differ, or one side does not have it; a provision that is only renumbered is not changed.';
COMMENT ON COLUMN rule_comparison.difference IS 'Steps from old to new that are not equal.';
COMMENT ON COLUMN rule_comparison.first_line IS 'First line in the file.';
COMMENT ON COLUMN rule_comparison.last_line IS 'Last line in the file.';
