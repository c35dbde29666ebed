SELECT
    meeting.meeting_id, document.file_name, quantity.source_line, quantity.start_character,
    programme.programme_number, programme.title AS programme_title, section.title AS section_title,
    quantity.subject, quantity.quantity, quantity.unit, quantity.bound, quantity.printed_text,
    quantity.total_quantity_key IS NOT NULL AS is_part, total.printed_text AS total_printed_text
FROM fact_quantity AS quantity
JOIN dim_document AS document ON document.document_key = quantity.document_key
JOIN dim_meeting AS meeting USING (meeting_key)
LEFT JOIN fact_quantity AS total ON total.quantity_key = quantity.total_quantity_key
LEFT JOIN dim_section AS section ON section.section_key = quantity.section_key
LEFT JOIN dim_programme AS programme ON programme.programme_key = section.programme_key
ORDER BY
    meeting.meeting_date NULLS LAST, meeting.meeting_id, quantity.source_line, quantity.start_character,
    quantity.subject, quantity.quantity, quantity.unit
