INSERT INTO dim_glossary_entry
SELECT row_number() OVER (ORDER BY document_key, first_line)
        + (SELECT coalesce(max(glossary_entry_key), 0) FROM dim_glossary_entry),
    document_key, mark, term, definition, first_line, last_line, reference_lines
FROM staged_glossary_entry
JOIN new_document USING (document_id)
