-- title: Every passage stands in its part and its section
-- A footnote stands in the section of the first line that refers to it, wherever the page has it. One that the glossary
-- does not hold glossary_holds_footnotes tells, and a line that is missing lines_are_passages.
SELECT
    concat(passage.document_key, ', line ', passage.source_line) AS place,
    passage.text AS value,
    passage.source_line BETWEEN part.first_line AND part.last_line
    AND CASE
        WHEN referring.passage_key IS NOT NULL THEN passage.section_key IS NOT DISTINCT FROM referring.section_key
        WHEN len(note.reference_lines) > 0 OR (passage.passage_kind = 'footnote' AND note.mark IS NULL) THEN true
        ELSE coalesce(passage.source_line BETWEEN section.first_line AND section.last_line, true)
    END AS holds
FROM fact_passage AS passage
JOIN dim_part AS part USING (part_key)
LEFT JOIN dim_section AS section USING (section_key)
LEFT JOIN dim_glossary_entry AS note
    ON note.document_key = passage.document_key
    AND passage.source_line BETWEEN note.first_line AND note.last_line
    AND passage.passage_kind <> 'page_number'
LEFT JOIN fact_passage AS referring
    ON referring.document_key = passage.document_key AND referring.source_line = note.reference_lines[1]
