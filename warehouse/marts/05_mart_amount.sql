DELETE FROM mart_amount
WHERE document_key NOT IN (SELECT document_key FROM dim_document WHERE is_current)
    OR (meeting_key, fiscal_year_key) IN (SELECT (meeting_key, fiscal_year_key) FROM touched_place);
INSERT INTO mart_amount
SELECT
    meeting_key, document_key, statement_key, account_key, segment_key, fiscal_year_key,
    budget_version_key, amount_yen, unit_yen, status, printing_count, section, is_total, is_leaf,
    source_line, source_column
FROM marked_amounts_in('touched_amount')
ORDER BY meeting_key, fiscal_year_key, budget_version_key, statement_key, account_key, segment_key;
