-- Known segments first, in the order of the reference data; then those that only this batch knows.
INSERT INTO dim_segment
SELECT row_number() OVER (ORDER BY display_order, segment_name)
    + (SELECT coalesce(max(segment_key), 0) FROM dim_segment),
    segment_name, segment_name_en, is_total, is_reference, display_order, first_fiscal_year, last_fiscal_year,
    successor_name
FROM (
    SELECT segment_name, segment_name_en, is_total, true AS is_reference, display_order, first_fiscal_year,
        last_fiscal_year, successor_name
    FROM staged_reference_segment
    UNION ALL BY NAME
    SELECT DISTINCT segment_name, NULL AS segment_name_en, false AS is_total, false AS is_reference, 1000 AS display_order
    FROM staged_segment
    WHERE segment_name IN (SELECT segment_name FROM staged_figure)
)
WHERE segment_name NOT IN (SELECT segment_name FROM dim_segment)
