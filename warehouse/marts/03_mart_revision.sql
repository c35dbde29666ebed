DELETE FROM mart_revision
WHERE document_key NOT IN (SELECT document_key FROM dim_document WHERE is_current)
    OR (meeting_key, fiscal_year_key) IN (SELECT (meeting_key, fiscal_year_key) FROM touched_place);
INSERT INTO mart_revision
SELECT
    meeting_key, document_key, statement_order, account_key, segment_key, fiscal_year, before_version_key,
    budget_version_key, before_yen, amount_yen, printed_change_yen, greatest(unit_yen, before_unit_yen), before_status,
    status, is_contradicted
FROM revisions_in('touched_version')
ORDER BY agency_key, fiscal_year, statement_order, account_key, segment_key, version_order;
