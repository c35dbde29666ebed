CREATE OR REPLACE VIEW commitments AS
WITH in_force AS (
    -- The last version that lists it; one that was withdrawn is in force no more.
    SELECT history.*
    FROM commitment_history AS history
    JOIN dim_budget_version AS version USING (budget_version)
    QUALIFY row_number() OVER (
        PARTITION BY agency, commitment_name, budget_year
        ORDER BY fiscal_year DESC, version.display_order DESC, meeting_date DESC NULLS LAST, file_name
    ) = 1
),
spanned AS (
    SELECT
        *,
        if(after_status <> 'disputed', after_yen, NULL) AS span_limit_yen,
        coalesce(first_bearing_year, last_bearing_year) AS first_year,
        greatest(coalesce(first_bearing_year, last_bearing_year), coalesce(last_bearing_year, first_bearing_year))
            AS last_year
    FROM in_force
    WHERE NOT is_withdrawn
),
borne AS (
    -- Where no year is readable there is one row all the same.
    SELECT *, unnest(coalesce(range(first_year, last_year + 1), [NULL::BIGINT]))::INTEGER AS bearing_year
    FROM spanned
)
SELECT
    commitment_name,
    budget_year,
    bearing_year,
    first_bearing_year,
    last_bearing_year,
    last_year - first_year + 1 AS bearing_year_count,
    bearing_year IS NOT DISTINCT FROM first_year AS is_first_bearing_year,
    if(bearing_year IS NOT DISTINCT FROM first_year, span_limit_yen, NULL) AS limit_yen,
    span_limit_yen,
    after_status AS status,
    fiscal_year,
    budget_version,
    agency,
    committee,
    meeting_number,
    meeting_date,
    file_name,
    source_line
FROM borne
ORDER BY budget_year, commitment_name, agency, bearing_year;

COMMENT ON VIEW commitments IS 'Commitments (債務負担行為) by year of burden, as last adopted: one row for each commitment and each fiscal year that bears its cost. What a year bears of it is not printed: the limit is for the whole span. limit_yen stands on the first year''s row alone and is safe to sum; span_limit_yen stands on every row.';
COMMENT ON COLUMN commitments.commitment_name IS 'Matter (事項), spaces taken out.';
COMMENT ON COLUMN commitments.budget_year IS 'Fiscal year of the act (行為年度); NULL where unreadable.';
COMMENT ON COLUMN commitments.bearing_year IS 'A fiscal year that bears the cost (機構の負担となる年度); NULL where unreadable.';
COMMENT ON COLUMN commitments.first_bearing_year IS 'First fiscal year that bears the cost.';
COMMENT ON COLUMN commitments.last_bearing_year IS 'Last fiscal year that bears the cost.';
COMMENT ON COLUMN commitments.bearing_year_count IS 'How many fiscal years bear it.';
COMMENT ON COLUMN commitments.is_first_bearing_year IS 'True on one row of each commitment.';
COMMENT ON COLUMN commitments.limit_yen IS 'The limit (限度額) for the whole span, in yen, on the row of the first bearing year: safe to sum. NULL on the other rows, and when disputed.';
COMMENT ON COLUMN commitments.span_limit_yen IS 'The limit for the whole span, in yen, on every row: do not sum it. NULL when disputed.';
COMMENT ON COLUMN commitments.status IS 'Status of the limit.';
COMMENT ON COLUMN commitments.fiscal_year IS 'Fiscal year of the budget that lists it last.';
COMMENT ON COLUMN commitments.budget_version IS 'Version of that budget.';
COMMENT ON COLUMN commitments.agency IS 'The agency: commitments of two agencies are never compared or chosen between. NULL where the text does not name it; such texts are one agency.';
COMMENT ON COLUMN commitments.committee IS 'Committee or council that adopted it so.';
COMMENT ON COLUMN commitments.meeting_number IS 'N of 第N回.';
COMMENT ON COLUMN commitments.meeting_date IS 'Day of that meeting.';
COMMENT ON COLUMN commitments.file_name IS 'The text''s file name.';
COMMENT ON COLUMN commitments.source_line IS 'Line of the listing in that file, from 1.';
