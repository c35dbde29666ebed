SELECT
    meeting.meeting_id, document.file_name, figure.source_line, figure.source_column, figure.label,
    figure.printed_text, figure.amount_yen, figure.unit_yen, figure.status, assumption.subject, assumption.words
FROM fact_assumption AS assumption
JOIN fact_figure AS figure USING (figure_key)
JOIN dim_document AS document ON document.document_key = assumption.document_key
JOIN dim_meeting AS meeting USING (meeting_key)
ORDER BY
    meeting.meeting_date NULLS LAST, meeting.meeting_id, figure.source_line, figure.source_column, assumption.subject
