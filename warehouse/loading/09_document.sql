INSERT INTO dim_document
SELECT row_number() OVER (ORDER BY row_of_batch) + (SELECT coalesce(max(document_key), 0) FROM dim_document),
    meeting_key, file_name, document_id, byte_count, line_count, parser_version, $loaded_at, is_current, written_lines
FROM staged_document
JOIN dim_meeting USING (meeting_id)
