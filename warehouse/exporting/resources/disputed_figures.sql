SELECT meeting.meeting_id, disputed_figures.* EXCLUDE (document_key, figure_key)
FROM disputed_figures
JOIN dim_document AS document USING (document_key)
JOIN dim_meeting AS meeting USING (meeting_key)
ORDER BY
    meeting.meeting_date NULLS LAST, meeting.meeting_id, disputed_figures.source_line, disputed_figures.source_column,
    disputed_figures.reason, disputed_figures.dispute_number
