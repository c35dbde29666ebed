-- Amounts of the agencies of the table batch_agency in every version that is known, materialised, for several queries
-- read it. What a text calls "before" is a version of its own only where it is not the one known before, as in the view
-- revisions.
CREATE OR REPLACE TEMP TABLE version_amount AS
WITH version AS (
    SELECT
        *,
        lag(amount_yen) OVER versions AS earlier_yen,
        lag(unit_yen) OVER versions AS earlier_unit_yen
    FROM version_amounts
    WHERE agency_key IN (SELECT agency_key FROM batch_agency)
    WINDOW versions AS (
        PARTITION BY agency_key, account_key, segment_key, fiscal_year ORDER BY version_order, is_named DESC
    )
)
SELECT
    version.* EXCLUDE (meeting_date),
    strftime(version.meeting_date, '%Y-%m-%d') AS meeting_date,
    substr(document.content_sha256, 1, 16) AS id,
    document.document_key
FROM version
JOIN dim_meeting AS meeting USING (meeting_id)
JOIN dim_document AS document ON document.meeting_key = meeting.meeting_key AND document.is_current
WHERE version.is_named OR NOT coalesce(
    amounts_agree(version.earlier_yen, version.earlier_unit_yen, version.amount_yen, version.unit_yen), false
)
