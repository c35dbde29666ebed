CREATE OR REPLACE VIEW programmes AS
WITH counted AS (
    SELECT
        programme_key,
        arg_min(
            part_kind,
            CASE part_kind WHEN 'business_policy' THEN 1 WHEN 'business_report' THEN 2 ELSE 3 END
        ) AS part_kind
    FROM dim_section AS section
    JOIN dim_part AS part USING (part_key)
    GROUP BY programme_key
)
SELECT
    document.file_name,
    programme.programme_number,
    programme.title,
    programme.contents_page,
    plan.plan_text,
    plan.policy_text,
    plan.first_line,
    plan.section_count,
    coalesce(segment.segments, []) AS segments,
    coalesce(segment.segment_evidence, 'not stated') AS segment_evidence,
    programme.programme_key
FROM dim_programme AS programme
JOIN dim_document AS document USING (document_key)
LEFT JOIN (
    SELECT
        section.programme_key,
        string_agg(section.body, chr(10) ORDER BY section.section_number)
            FILTER (WHERE section.level = 1 AND part.part_kind = 'business_plan') AS plan_text,
        string_agg(section.body, chr(10) ORDER BY section.section_number)
            FILTER (WHERE section.level = 1 AND part.part_kind <> 'business_plan') AS policy_text,
        min(section.first_line) AS first_line,
        -- A plan repeats the headings of the policy: they are counted once, where they are told in full.
        count(*) FILTER (WHERE section.level > 1 AND part.part_kind = counted.part_kind) AS section_count
    FROM dim_section AS section
    JOIN dim_part AS part USING (part_key)
    JOIN counted USING (programme_key)
    GROUP BY section.programme_key
) AS plan USING (programme_key)
LEFT JOIN (
    SELECT
        section.programme_key,
        list_sort(list(DISTINCT dim_segment.segment_name)) AS segments,
        string_agg(
            concat('line ', bridge.source_line, ' ', bridge.evidence, ': ', bridge.words), chr(10)
            ORDER BY bridge.source_line, dim_segment.display_order
        ) AS segment_evidence
    FROM dim_section AS section
    JOIN bridge_section_segment AS bridge USING (section_key)
    JOIN dim_segment USING (segment_key)
    WHERE bridge.evidence = 'title' OR section.level > 1
    GROUP BY section.programme_key
) AS segment USING (programme_key)
ORDER BY document.document_key, programme.programme_number, plan.first_line;

COMMENT ON VIEW programmes IS 'Programmes of the business plan and policy, with their texts and the segments that they or their sections are of.';
COMMENT ON COLUMN programmes.file_name IS 'File name of the text.';
COMMENT ON COLUMN programmes.programme_number IS 'Number of the programme.';
COMMENT ON COLUMN programmes.title IS 'Its title.';
COMMENT ON COLUMN programmes.contents_page IS 'Page in the table of contents.';
COMMENT ON COLUMN programmes.plan_text IS 'What the business plan (事業計画) says directly under it; sections apart.';
COMMENT ON COLUMN programmes.policy_text IS 'What the policy (事業実施方針) or report says directly under it; sections apart.';
COMMENT ON COLUMN programmes.first_line IS 'Line of its first heading in the file.';
COMMENT ON COLUMN programmes.section_count IS 'Number of headings of all levels under it in the policy alone (in the report or plan where there is no policy).';
COMMENT ON COLUMN programmes.segments IS 'Segments that its title, or the titles or sentences of its sections, are of; empty where none is stated. Evidence: segment_evidence, programme_segments.';
COMMENT ON COLUMN programmes.segment_evidence IS 'Each line that says so, whether it is a title or a text, and its words, a line each; not stated where the text names no segment.';
COMMENT ON COLUMN programmes.programme_key IS 'Key in dim_programme.';
