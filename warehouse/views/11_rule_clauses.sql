CREATE OR REPLACE VIEW rule_clauses AS
SELECT
    document.file_name,
    change.rule_name,
    change.in_force_on,
    clause.clause_number,
    clause.article_number,
    clause.paragraph_number,
    clause.item_number,
    clause.last_item_number,
    clause.is_heading,
    clause.action,
    clause.old_text,
    clause.new_text,
    clause.moved_to,
    CASE WHEN clause.action = 'renumber' THEN coalesce(
        try_cast(clause.last_item_number AS INTEGER) - try_cast(clause.item_number AS INTEGER) + 1, 1
    ) END AS moved_count,
    verdict.is_confirmed,
    clause.first_line,
    clause.last_line
FROM fact_rule_clause AS clause
JOIN dim_rule_change AS change USING (rule_change_key)
JOIN dim_document AS document ON document.document_key = clause.document_key
LEFT JOIN (
    SELECT rule_clause_key, bool_and(holds) AS is_confirmed
    FROM fact_rule_check
    GROUP BY rule_clause_key
) AS verdict USING (rule_clause_key)
ORDER BY clause.rule_clause_key;

COMMENT ON VIEW rule_clauses IS 'Amending clauses with their rule, and whether the comparison of new and old text confirms them.';
COMMENT ON COLUMN rule_clauses.file_name IS 'File name of the text.';
COMMENT ON COLUMN rule_clauses.rule_name IS 'The rule that is changed.';
COMMENT ON COLUMN rule_clauses.in_force_on IS 'Day on which the change enters into force.';
COMMENT ON COLUMN rule_clauses.clause_number IS 'Order in the change.';
COMMENT ON COLUMN rule_clauses.article_number IS 'Article (条).';
COMMENT ON COLUMN rule_clauses.paragraph_number IS 'Paragraph (項).';
COMMENT ON COLUMN rule_clauses.item_number IS 'Item (号), the first of a range.';
COMMENT ON COLUMN rule_clauses.last_item_number IS 'Last item of a range.';
COMMENT ON COLUMN rule_clauses.is_heading IS 'Whether the heading is acted upon.';
COMMENT ON COLUMN rule_clauses.action IS 'replace, insert, delete, renumber, add or rewrite.';
COMMENT ON COLUMN rule_clauses.old_text IS 'What is replaced or deleted, or after which is inserted.';
COMMENT ON COLUMN rule_clauses.new_text IS 'What is put there.';
COMMENT ON COLUMN rule_clauses.moved_to IS 'New number of the (first) item that is renumbered.';
COMMENT ON COLUMN rule_clauses.moved_count IS 'How many are renumbered: 第3号から第6号までを1号ずつ繰り下げ moves four. NULL for other actions.';
COMMENT ON COLUMN rule_clauses.is_confirmed IS 'True where the comparison table bears it out, false where it contradicts, NULL where it does not show the place.';
COMMENT ON COLUMN rule_clauses.first_line IS 'First line in the file.';
COMMENT ON COLUMN rule_clauses.last_line IS 'Last line in the file.';
