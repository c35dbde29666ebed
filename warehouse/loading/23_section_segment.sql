INSERT INTO bridge_section_segment
SELECT section_key, segment_key, evidence, source_line, words
FROM staged_section_segment
JOIN new_document USING (document_id)
JOIN dim_section USING (document_key, section_number)
JOIN dim_segment USING (segment_name)
