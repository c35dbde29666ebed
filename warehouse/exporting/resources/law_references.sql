SELECT
    meeting.meeting_id, document.file_name, reference.source_line, reference.start_character, reference.end_character,
    reference.reference_kind, reference.body, reference.procedure, reference.law_printed, reference.law_name,
    reference.law_number, reference.law_evidence, reference.article_number, reference.paragraph_number,
    reference.item_number, reference.last_number, reference.words, reference.printed_text, section.title AS section_title
FROM fact_law_reference AS reference
JOIN dim_document AS document ON document.document_key = reference.document_key
JOIN dim_meeting AS meeting USING (meeting_key)
LEFT JOIN fact_passage AS passage
    ON passage.document_key = reference.document_key AND passage.source_line = reference.source_line
LEFT JOIN dim_section AS section ON section.section_key = passage.section_key
ORDER BY
    meeting.meeting_date NULLS LAST, meeting.meeting_id, reference.source_line, reference.start_character,
    reference.end_character, reference.law_reference_key
