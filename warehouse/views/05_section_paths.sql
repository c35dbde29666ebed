CREATE OR REPLACE VIEW section_paths AS
WITH RECURSIVE tree AS (
    SELECT section_key, coalesce(printed_number || ' ', '') || title AS section_path
    FROM dim_section
    WHERE parent_section_key IS NULL
    UNION ALL
    SELECT child.section_key, tree.section_path || ' / ' || coalesce(child.printed_number || ' ', '') || child.title
    FROM dim_section AS child
    JOIN tree ON tree.section_key = child.parent_section_key
)
SELECT section_key, section_path
FROM tree;

COMMENT ON VIEW section_paths IS 'Each section with all headings from the top of its part down to its own.';
COMMENT ON COLUMN section_paths.section_key IS 'Key in dim_section.';
COMMENT ON COLUMN section_paths.section_path IS 'The headings with their numbers, separated by slashes.';
