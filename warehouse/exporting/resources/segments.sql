SELECT
    segment_name, segment_name_en, is_total, is_reference, display_order, first_fiscal_year, last_fiscal_year,
    successor_name
FROM dim_segment
ORDER BY display_order, segment_name
