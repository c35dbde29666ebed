CREATE OR REPLACE VIEW programmes AS
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
        count(*) FILTER (WHERE section.level > 1) AS section_count
    FROM dim_section AS section
    JOIN dim_part AS part USING (part_key)
    GROUP BY section.programme_key
) AS plan USING (programme_key)
LEFT JOIN (
    SELECT section.programme_key, list_sort(list(DISTINCT dim_segment.segment_name)) AS segments
    FROM dim_section AS section
    JOIN bridge_section_segment AS bridge USING (section_key)
    JOIN dim_segment USING (segment_key)
    WHERE bridge.evidence = 'title' OR section.level > 1
    GROUP BY section.programme_key
) AS segment USING (programme_key)
ORDER BY document.document_key, programme.programme_number, plan.first_line;

COMMENT ON VIEW programmes IS 'Programmes of the business plan and policy, with their texts and the segments that they or their sections speak of.';
COMMENT ON COLUMN programmes.file_name IS 'File name of the text.';
COMMENT ON COLUMN programmes.programme_number IS 'Number of the programme.';
COMMENT ON COLUMN programmes.title IS 'Its title.';
COMMENT ON COLUMN programmes.contents_page IS 'Page in the table of contents.';
COMMENT ON COLUMN programmes.plan_text IS 'What the business plan (事業計画) says directly under it; sections apart.';
COMMENT ON COLUMN programmes.policy_text IS 'What the policy (事業実施方針) or report says directly under it; sections apart.';
COMMENT ON COLUMN programmes.first_line IS 'Line of its first heading in the file.';
COMMENT ON COLUMN programmes.section_count IS 'Number of sections and items under it, in plan and policy.';
COMMENT ON COLUMN programmes.segments IS 'Segments that its title, its sections or their sentences name.';
COMMENT ON COLUMN programmes.programme_key IS 'Key in dim_programme.';
