CREATE OR REPLACE MACRO checks_beside(meetings) AS TABLE
WITH touched AS (
    SELECT DISTINCT agency_key, fiscal_year_key
    FROM fact_amount
    JOIN meeting_agencies USING (meeting_key)
    JOIN dim_meeting USING (meeting_key)
    WHERE list_contains(meetings, meeting_id)
),
place AS (
    SELECT meeting_id, fiscal_year_key
    FROM dim_meeting
    JOIN meeting_agencies USING (meeting_key)
    JOIN touched USING (agency_key)
)
FROM adoption_checks
WHERE meetings IS NULL OR (later_meeting_id, fiscal_year) IN (SELECT (meeting_id, fiscal_year_key) FROM place);

COMMENT ON MACRO TABLE checks_beside IS 'adoption_checks of what meetings (a list of meeting_id) touch, without looking at the rest: those of their agencies for the fiscal years that they print amounts of. NULL is all.';
