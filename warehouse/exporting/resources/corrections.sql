SELECT
    meeting.meeting_id, document.file_name, figure.source_line, figure.source_column, figure.label,
    figure.printed_text, figure.printed_yen, correction.corrected_yen, correction.is_needed, correction.reason,
    correction.corrected_by, correction.corrected_on
FROM fact_correction AS correction
JOIN fact_figure AS figure USING (figure_key)
JOIN dim_document AS document ON document.document_key = correction.document_key
JOIN dim_meeting AS meeting USING (meeting_key)
ORDER BY
    meeting.meeting_date NULLS LAST, meeting.meeting_id, figure.source_line, figure.source_column,
    correction.corrected_on, correction.corrected_yen
