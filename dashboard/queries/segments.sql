SELECT segment_key, segment_name, segment_name_en, is_total, is_reference
FROM dim_segment
ORDER BY is_total, display_order, segment_name
