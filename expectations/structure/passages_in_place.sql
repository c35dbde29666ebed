-- title: Every passage stands in its part and its section
SELECT
    concat(passage.document_key, ', line ', passage.source_line) AS place,
    passage.text AS value,
    passage.source_line BETWEEN part.first_line AND part.last_line
        AND coalesce(passage.source_line BETWEEN section.first_line AND section.last_line, true) AS holds
FROM fact_passage AS passage
JOIN dim_part AS part USING (part_key)
LEFT JOIN dim_section AS section USING (section_key)
