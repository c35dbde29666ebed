INSERT INTO fact_passage
SELECT row_number() OVER (ORDER BY document_key, source_line)
        + (SELECT coalesce(max(passage_key), 0) FROM fact_passage),
    document_key, dim_part.part_key, section_key, source_line, passage_kind, source_page, text, search_text,
    statement_code, line_text
FROM staged_passage
JOIN new_document USING (document_id)
JOIN dim_part USING (document_key, part_number)
LEFT JOIN dim_section USING (document_key, section_number)
