-- The reference data may have learnt of a segment, its years or its successor since it was loaded.
UPDATE dim_segment
SET segment_name_en = staged.segment_name_en,
    is_reference = true,
    display_order = staged.display_order,
    first_fiscal_year = staged.first_fiscal_year,
    last_fiscal_year = staged.last_fiscal_year,
    successor_name = staged.successor_name
FROM staged_reference_segment AS staged
WHERE staged.segment_name = dim_segment.segment_name
    AND (
        dim_segment.segment_name_en, is_reference, dim_segment.display_order, dim_segment.first_fiscal_year,
        dim_segment.last_fiscal_year, dim_segment.successor_name
    ) IS DISTINCT FROM (
        staged.segment_name_en, true, staged.display_order, staged.first_fiscal_year, staged.last_fiscal_year,
        staged.successor_name
    )
