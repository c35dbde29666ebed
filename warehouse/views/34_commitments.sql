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
        coalesce(first_bearing_year, last_bearing_year) AS first_year,
        greatest(coalesce(first_bearing_year, last_bearing_year), coalesce(last_bearing_year, first_bearing_year))
            AS last_year
    FROM in_force
    WHERE NOT is_withdrawn
)
SELECT
    commitment_name,
    budget_year,
    if(after_status <> 'disputed', after_yen, NULL) AS limit_yen,
    first_bearing_year,
    last_bearing_year,
    last_year - first_year + 1 AS bearing_year_count,
    after_status AS status,
    segment_name,
    segment_evidence,
    segment_words,
    fiscal_year,
    budget_version,
    agency,
    committee,
    meeting_number,
    meeting_date,
    file_name,
    source_line
FROM spanned
ORDER BY budget_year, commitment_name, agency;

COMMENT ON VIEW commitments IS 'Commitments (債務負担行為) in force, as last adopted: one row for each. The limit is for the whole span of the years that bear the cost: what one of them bears is not printed, and no view divides it. Which years bear which: commitment_years.';
COMMENT ON COLUMN commitments.commitment_name IS 'Matter (事項), spaces taken out.';
COMMENT ON COLUMN commitments.budget_year IS 'Fiscal year of the act (行為年度); NULL where unreadable.';
COMMENT ON COLUMN commitments.limit_yen IS 'The limit (限度額) for all years together, in yen: safe to sum. NULL when disputed.';
COMMENT ON COLUMN commitments.first_bearing_year IS 'First fiscal year that bears the cost (機構の負担となる年度); NULL where unreadable.';
COMMENT ON COLUMN commitments.last_bearing_year IS 'Last fiscal year that bears the cost; NULL where unreadable.';
COMMENT ON COLUMN commitments.bearing_year_count IS 'How many fiscal years bear it; NULL where unreadable.';
COMMENT ON COLUMN commitments.status IS 'Status of the limit.';
COMMENT ON COLUMN commitments.segment_name IS 'Segment that the matter names; NULL where it names none.';
COMMENT ON COLUMN commitments.segment_evidence IS 'name: the matter has the segment''s name (no figure proves it); not stated: nothing says whose it is.';
COMMENT ON COLUMN commitments.segment_words IS 'The words of the matter that name the segment.';
COMMENT ON COLUMN commitments.fiscal_year IS 'Fiscal year of the budget that lists it last.';
COMMENT ON COLUMN commitments.budget_version IS 'Version of that budget.';
COMMENT ON COLUMN commitments.agency IS 'The agency: commitments of two agencies are never compared or chosen between. NULL where the text does not name it; such texts are one agency.';
COMMENT ON COLUMN commitments.committee IS 'Committee or council that adopted it so.';
COMMENT ON COLUMN commitments.meeting_number IS 'N of 第N回.';
COMMENT ON COLUMN commitments.meeting_date IS 'Day of that meeting.';
COMMENT ON COLUMN commitments.file_name IS 'The text''s file name.';
COMMENT ON COLUMN commitments.source_line IS 'Line of the listing in that file, from 1.';
