DELETE FROM mart_adoption_check
WHERE document_key NOT IN (SELECT document_key FROM dim_document WHERE is_current)
    OR (meeting_key, fiscal_year_key) IN (SELECT (meeting_key, fiscal_year_key) FROM touched_place);
INSERT INTO mart_adoption_check
SELECT
    later.meeting_key, later.document_key, earlier.meeting_key, earlier.document_key, later.statement_order,
    later.account_key, later.segment_key, later.fiscal_year, relation, earlier.budget_version_key,
    later.budget_version_key, earlier.amount_yen, later.amount_yen, earlier.unit_yen, later.unit_yen, earlier.status,
    later.status, earlier.is_printed, later.is_printed, holds, outcome
FROM checks_in('touched_printing')
ORDER BY
    later.agency_key, later.fiscal_year, later.statement_order, later.account_key, later.segment_key,
    later.meeting_date, later.meeting_id;
