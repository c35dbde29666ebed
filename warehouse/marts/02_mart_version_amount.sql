DELETE FROM mart_version_amount
WHERE document_key NOT IN (SELECT document_key FROM dim_document WHERE is_current)
    OR (meeting_key, fiscal_year_key) IN (SELECT (meeting_key, fiscal_year_key) FROM touched_place);
INSERT INTO mart_version_amount
SELECT
    version.meeting_key, version.document_key, version.statement_order, account_key, segment_key, fiscal_year,
    budget_version_key, version.printed_account_path, version.amount_yen, version.unit_yen, version.status,
    version.is_printed, version.is_contradicted,
    latest.is_outdated IS NOT NULL AS is_latest,
    coalesce(latest.is_outdated, false) AS is_outdated
FROM touched_version AS version
LEFT JOIN latest_in('touched_version') AS latest
    USING (agency_key, account_key, segment_key, fiscal_year, budget_version_key)
ORDER BY version.agency_key, fiscal_year, version.statement_order, account_key, segment_key, version.version_order;
