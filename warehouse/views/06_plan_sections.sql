CREATE OR REPLACE VIEW plan_sections AS
SELECT
    document.file_name,
    part.part_kind,
    programme.programme_number,
    programme.title AS programme_title,
    CASE section.level WHEN 1 THEN 'programme' WHEN 2 THEN 'section' WHEN 3 THEN 'item' ELSE 'detail' END AS level_name,
    section.printed_number,
    section.title,
    path.section_path,
    section.body,
    section.first_line,
    section.last_line,
    section.section_number AS display_order,
    section.section_key
FROM dim_section AS section
JOIN section_paths AS path USING (section_key)
JOIN dim_part AS part USING (part_key)
JOIN dim_document AS document ON document.document_key = section.document_key
JOIN dim_programme AS programme USING (programme_key)
ORDER BY section.document_key, section.section_number;

COMMENT ON VIEW plan_sections IS 'Business plan and policy: programmes, sections and items in the order of the text, with full text and lines.';
COMMENT ON COLUMN plan_sections.file_name IS 'File name of the text.';
COMMENT ON COLUMN plan_sections.part_kind IS 'business_plan, business_policy or business_report.';
COMMENT ON COLUMN plan_sections.programme_number IS 'Number of the programme.';
COMMENT ON COLUMN plan_sections.programme_title IS 'Title of the programme.';
COMMENT ON COLUMN plan_sections.level_name IS 'programme, section, item or detail, by depth.';
COMMENT ON COLUMN plan_sections.printed_number IS 'Number of the heading as printed.';
COMMENT ON COLUMN plan_sections.title IS 'Title of the heading.';
COMMENT ON COLUMN plan_sections.section_path IS 'Headings from the programme down, separated by slashes.';
COMMENT ON COLUMN plan_sections.body IS 'Text directly under the heading.';
COMMENT ON COLUMN plan_sections.first_line IS 'Line of the heading in the file.';
COMMENT ON COLUMN plan_sections.last_line IS 'Last line of all that stands under it.';
COMMENT ON COLUMN plan_sections.display_order IS 'Order in the document.';
COMMENT ON COLUMN plan_sections.section_key IS 'Key in dim_section.';
