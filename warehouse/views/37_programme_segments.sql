CREATE OR REPLACE VIEW programme_segments AS
WITH linked AS (
    SELECT
        section.programme_key, segment.segment_name, segment.display_order, bridge.evidence, bridge.source_line,
        bridge.words, part.part_kind, section.title AS section_title
    FROM bridge_section_segment AS bridge
    JOIN dim_section AS section USING (section_key)
    JOIN dim_part AS part USING (part_key)
    JOIN dim_segment AS segment USING (segment_key)
    WHERE bridge.evidence = 'title' OR section.level > 1
)
SELECT
    document.file_name,
    programme.programme_number,
    programme.title AS programme_title,
    linked.segment_name,
    coalesce(linked.evidence, 'not stated') AS evidence,
    linked.source_line,
    linked.words,
    linked.section_title,
    linked.part_kind
FROM dim_programme AS programme
JOIN dim_document AS document USING (document_key)
LEFT JOIN linked USING (programme_key)
ORDER BY programme.document_key, programme.programme_number, linked.source_line, linked.display_order;

COMMENT ON VIEW programme_segments IS 'Which programme is of which segment, and by which line and words: one row for each line that says so, and one for each programme of which nothing is stated. A mention in passing is no statement.';
COMMENT ON COLUMN programme_segments.file_name IS 'File name of the text.';
COMMENT ON COLUMN programme_segments.programme_number IS 'Number of the programme.';
COMMENT ON COLUMN programme_segments.programme_title IS 'Its title.';
COMMENT ON COLUMN programme_segments.segment_name IS 'The segment; NULL where none is stated.';
COMMENT ON COLUMN programme_segments.evidence IS 'title: the title of the programme or of a section of it names the segment; text: a sentence does; not stated: nothing does.';
COMMENT ON COLUMN programme_segments.source_line IS 'Line in the file that says so, from 1.';
COMMENT ON COLUMN programme_segments.words IS 'The words of that line that name the segment, as printed.';
COMMENT ON COLUMN programme_segments.section_title IS 'Title of the section that says so.';
COMMENT ON COLUMN programme_segments.part_kind IS 'Kind of the part it stands in: business_plan, business_policy, business_report.';
