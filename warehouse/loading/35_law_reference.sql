INSERT INTO fact_law_reference
SELECT row_number() OVER (ORDER BY document_key, source_line, start_character, reference_kind)
        + (SELECT coalesce(max(law_reference_key), 0) FROM fact_law_reference),
    document_key, reference_kind, law_printed, law_name, law_number, law_evidence, article_number, paragraph_number,
    item_number, last_number, body, procedure, words, printed_text, source_line, start_character, end_character
FROM staged_law_reference
JOIN new_document USING (document_id)
