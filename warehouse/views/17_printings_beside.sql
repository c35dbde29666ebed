-- Of all meetings where none is named; else of what the meetings touch.
CREATE OR REPLACE MACRO printings_beside(meetings) AS TABLE
WITH touched AS (
    SELECT DISTINCT agency_key, fiscal_year_key
    FROM fact_amount
    JOIN meeting_agencies USING (meeting_key)
    JOIN dim_meeting USING (meeting_key)
    WHERE list_contains(meetings, meeting_id)
),
amount AS (
    SELECT fact_amount.*
    FROM fact_amount
    JOIN meeting_agencies USING (meeting_key)
    WHERE meetings IS NULL OR (agency_key, fiscal_year_key) IN (SELECT (agency_key, fiscal_year_key) FROM touched)
)
SELECT * EXCLUDE (meeting_key, document_key) FROM printings_in('amount');

COMMENT ON MACRO TABLE printings_beside IS 'amount_printings of what meetings (a list of meeting_id) touch, without looking at the rest: every printing of their agencies for the fiscal years that they print amounts of. FROM printings_beside([''…/第7回'']); NULL is all.';
