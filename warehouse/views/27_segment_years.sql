CREATE OR REPLACE VIEW segment_years AS
WITH seen AS (
    -- A column that is nil in a year is printed beside other years, and does not say that the segment was there.
    SELECT segment_key, min(fiscal_year_key) AS first_seen, max(fiscal_year_key) AS last_seen
    FROM fact_amount
    WHERE amount_yen <> 0 AND status <> 'disputed' AND fiscal_year_key > 0
    GROUP BY segment_key
)
SELECT
    segment.segment_name,
    segment.is_reference,
    seen.first_seen,
    seen.last_seen,
    segment.first_fiscal_year,
    segment.last_fiscal_year,
    segment.successor_name,
    -- A renamed segment is printed under its new name also for years in which it had the old one.
    coalesce(
        seen.last_seen > segment.last_fiscal_year
        OR (
            seen.first_seen < segment.first_fiscal_year
            AND NOT EXISTS (FROM dim_segment AS earlier WHERE earlier.successor_name = segment.segment_name)
        ),
        false
    ) AS is_contradicted
FROM dim_segment AS segment
LEFT JOIN seen USING (segment_key)
ORDER BY segment.display_order, segment.segment_name;

COMMENT ON VIEW segment_years IS 'The years in which each segment was seen, beside those that the reference data gives it.';
COMMENT ON COLUMN segment_years.segment_name IS 'The segment as printed.';
COMMENT ON COLUMN segment_years.is_reference IS 'False where the reference data does not know it.';
COMMENT ON COLUMN segment_years.first_seen IS 'First fiscal year with an amount that is not nil and not disputed; NULL where there is none.';
COMMENT ON COLUMN segment_years.last_seen IS 'Last such fiscal year.';
COMMENT ON COLUMN segment_years.first_fiscal_year IS 'First fiscal year by the reference data; NULL where it names none.';
COMMENT ON COLUMN segment_years.last_fiscal_year IS 'Last fiscal year by the reference data; NULL where it names none.';
COMMENT ON COLUMN segment_years.successor_name IS 'The segment that it was renamed to; NULL where it was not.';
COMMENT ON COLUMN segment_years.is_contradicted IS 'True where it was seen before its first year or after its last. A new name may be printed for the years of the old one.';
