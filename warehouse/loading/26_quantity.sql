INSERT INTO fact_quantity
SELECT row_number() OVER (ORDER BY document_key, source_line, start_character)
        + (SELECT coalesce(max(quantity_key), 0) FROM fact_quantity),
    document_key, section_key, subject, quantity, unit, bound, printed_text, source_line, start_character, end_character
FROM staged_quantity
JOIN new_document USING (document_id)
LEFT JOIN dim_section USING (document_key, section_number)
