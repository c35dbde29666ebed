CREATE OR REPLACE VIEW commitment_years AS
SELECT
    -- Where no year is readable there is one row all the same.
    unnest(
        coalesce(
            range(
                coalesce(first_bearing_year, last_bearing_year),
                coalesce(first_bearing_year, last_bearing_year) + bearing_year_count
            ),
            [NULL::BIGINT]
        )
    )::INTEGER AS bearing_year,
    commitment_name,
    budget_year,
    agency,
    file_name,
    source_line
FROM commitments
ORDER BY bearing_year, budget_year, commitment_name, agency;

COMMENT ON VIEW commitment_years IS 'Which fiscal year bears the cost of which commitment: one row for each pair. It has no amounts, for none are printed: a limit is for all years of its commitment together, and stands in commitments.';
COMMENT ON COLUMN commitment_years.bearing_year IS 'A fiscal year that bears the cost (機構の負担となる年度); NULL where unreadable.';
COMMENT ON COLUMN commitment_years.commitment_name IS 'Matter (事項), spaces taken out.';
COMMENT ON COLUMN commitment_years.budget_year IS 'Fiscal year of the act (行為年度); NULL where unreadable.';
COMMENT ON COLUMN commitment_years.agency IS 'The agency; NULL where the text does not name it.';
COMMENT ON COLUMN commitment_years.file_name IS 'The text''s file name.';
COMMENT ON COLUMN commitment_years.source_line IS 'Line of the listing in that file, from 1.';
