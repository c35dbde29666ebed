WITH numbered AS (
    SELECT row_number() OVER (ORDER BY document_key, section_number)
            + (SELECT coalesce(max(section_key), 0) FROM dim_section) AS section_key, *
    FROM staged_section
    JOIN new_document USING (document_id)
)
INSERT INTO dim_section
SELECT section.section_key, section.document_key, part.part_key, section.section_number, parent.section_key,
    programme.programme_key, section.level, section.printed_number, section.title, section.body, section.first_line,
    section.last_line
FROM numbered AS section
JOIN dim_part AS part USING (document_key, part_number)
LEFT JOIN numbered AS parent
    ON parent.document_key = section.document_key AND parent.section_number = section.parent_number
LEFT JOIN dim_programme AS programme
    ON programme.document_key = section.document_key
    AND programme.programme_number = section.programme_number AND programme.title = section.programme_title
