-- A part leads to its total: the quantity that starts at that character of the same line.
WITH numbered AS (
    SELECT row_number() OVER (ORDER BY document_key, source_line, start_character)
            + (SELECT coalesce(max(quantity_key), 0) FROM fact_quantity) AS quantity_key, *
    FROM staged_quantity
    JOIN new_document USING (document_id)
)
INSERT INTO fact_quantity
SELECT part.quantity_key, part.document_key, section_key, part.subject, part.quantity, part.unit, part.bound,
    part.printed_text, part.source_line, part.start_character, part.end_character, total.quantity_key
FROM numbered AS part
LEFT JOIN dim_section ON dim_section.document_key = part.document_key AND dim_section.section_number = part.section_number
LEFT JOIN numbered AS total
    ON total.document_key = part.document_key AND total.source_line = part.source_line
    AND total.start_character = part.total_start_character
