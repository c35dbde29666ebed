SELECT
    meeting.meeting_id, document.file_name, mention.source_line, mention.start_character, mention.end_character,
    mention.printed_text, mention.date_precision, mention.first_day, mention.last_day, mention.year_evidence,
    mention.words, section.title AS section_title
FROM fact_date_mention AS mention
JOIN dim_document AS document ON document.document_key = mention.document_key
JOIN dim_meeting AS meeting USING (meeting_key)
LEFT JOIN fact_passage AS passage
    ON passage.document_key = mention.document_key AND passage.source_line = mention.source_line
LEFT JOIN dim_section AS section ON section.section_key = passage.section_key
ORDER BY
    meeting.meeting_date NULLS LAST, meeting.meeting_id, mention.source_line, mention.start_character,
    mention.end_character
