-- section_key is no declared foreign key, as in dim_section.
CREATE TABLE IF NOT EXISTS bridge_section_segment (
    section_key BIGINT NOT NULL,
    segment_key INTEGER NOT NULL REFERENCES dim_segment (segment_key),
    evidence VARCHAR NOT NULL CHECK (evidence IN ('title', 'text')),
    PRIMARY KEY (section_key, segment_key)
);

COMMENT ON TABLE bridge_section_segment IS 'Which sections of a plan speak of which segment.';
COMMENT ON COLUMN bridge_section_segment.section_key IS 'The section.';
COMMENT ON COLUMN bridge_section_segment.segment_key IS 'The segment.';
COMMENT ON COLUMN bridge_section_segment.evidence IS 'title: its title names the segment; text: a sentence under it holds all words of the name.';
