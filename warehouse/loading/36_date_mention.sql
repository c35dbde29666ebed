INSERT INTO fact_date_mention
SELECT row_number() OVER (ORDER BY document_key, source_line, start_character)
        + (SELECT coalesce(max(date_mention_key), 0) FROM fact_date_mention),
    document_key, date_precision, first_day, last_day, year_evidence, words, printed_text, source_line,
    start_character, end_character
FROM staged_date_mention
JOIN new_document USING (document_id)
