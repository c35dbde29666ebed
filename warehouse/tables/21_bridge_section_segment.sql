-- section_key is no declared foreign key, as in dim_section.
CREATE TABLE IF NOT EXISTS bridge_section_segment (
    section_key BIGINT NOT NULL,
    segment_key INTEGER NOT NULL REFERENCES dim_segment (segment_key),
    evidence VARCHAR NOT NULL CHECK (evidence IN ('title', 'text')),
    source_line INTEGER,
    words VARCHAR,
    PRIMARY KEY (section_key, segment_key)
);

COMMENT ON TABLE bridge_section_segment IS 'Which sections of a plan are of which segment, with the words that say so. A mention in passing makes no row.';
COMMENT ON COLUMN bridge_section_segment.section_key IS 'The section.';
COMMENT ON COLUMN bridge_section_segment.segment_key IS 'The segment.';
COMMENT ON COLUMN bridge_section_segment.evidence IS 'title: its title names the segment; text: a sentence under it is about the segment, or names it where the title has the beginning of the name.';
COMMENT ON COLUMN bridge_section_segment.source_line IS 'Line in the file that says so, from 1; NULL for a text that was read before version 4 of the warehouse.';
COMMENT ON COLUMN bridge_section_segment.words IS 'The words of that line that name the segment, as printed; NULL as source_line.';
