INSERT INTO fact_number
SELECT row_number() OVER (ORDER BY document_key, source_line, start_character)
        + (SELECT coalesce(max(number_key), 0) FROM fact_number),
    document_key, source_line, start_character, end_character, printed_text, number_value, number_role, source_column
FROM staged_number
JOIN new_document USING (document_id)
