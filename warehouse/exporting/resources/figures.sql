SELECT meeting.meeting_id, figures.* EXCLUDE (document_key, figure_key)
FROM figures
JOIN dim_document AS document USING (document_key)
JOIN dim_meeting AS meeting USING (meeting_key)
ORDER BY meeting.meeting_date NULLS LAST, meeting.meeting_id, figures.source_line, figures.source_column
