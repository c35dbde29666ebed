CREATE TABLE IF NOT EXISTS dim_segment (
    segment_key INTEGER PRIMARY KEY,
    segment_name VARCHAR NOT NULL UNIQUE,
    segment_name_en VARCHAR,
    is_total BOOLEAN NOT NULL,
    is_reference BOOLEAN NOT NULL,
    display_order INTEGER NOT NULL,
    first_fiscal_year INTEGER,
    last_fiscal_year INTEGER,
    successor_name VARCHAR
);

COMMENT ON TABLE dim_segment IS 'Segments (事業) and the total. Known ones from reference/segments.csv, others as a text first printed them.';
COMMENT ON COLUMN dim_segment.segment_key IS 'Surrogate key.';
COMMENT ON COLUMN dim_segment.segment_name IS 'Name in Japanese; the total is 合計.';
COMMENT ON COLUMN dim_segment.segment_name_en IS 'Name in English; NULL for a segment the reference data does not know.';
COMMENT ON COLUMN dim_segment.is_total IS 'True for 合計 alone.';
COMMENT ON COLUMN dim_segment.is_reference IS 'False where a text brought a segment the reference data does not know.';
COMMENT ON COLUMN dim_segment.display_order IS 'Order of the columns in the agency''s statements.';
COMMENT ON COLUMN dim_segment.first_fiscal_year IS 'First fiscal year that has the segment, by the reference data; NULL where it names none.';
COMMENT ON COLUMN dim_segment.last_fiscal_year IS 'Last fiscal year that has it under this name; NULL where the reference data names none.';
COMMENT ON COLUMN dim_segment.successor_name IS 'Name of the segment that it was renamed to; NULL where it was not.';
