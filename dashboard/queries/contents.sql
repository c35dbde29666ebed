-- What a text holds and where each of it begins: its parts, and the headings in them.
SELECT part.document_key, part.first_line AS line, 0 AS level, part.part_kind, part.title
FROM dim_part AS part
JOIN batch USING (document_key)
UNION ALL
SELECT section.document_key, section.first_line, section.level, NULL, concat_ws(' ', section.printed_number, section.title)
FROM dim_section AS section
JOIN batch USING (document_key)
ORDER BY document_key, line, level
