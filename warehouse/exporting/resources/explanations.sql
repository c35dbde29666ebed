SELECT
    meeting.meeting_id, explanation.dispute_number, explanation.explanation_number, figure.source_line,
    figure.source_column, figure.label, figure.printed_text, figure.printed_yen, explanation.settled_yen,
    explanation.kind, explanation.cost
FROM fact_explanation AS explanation
JOIN fact_figure AS figure USING (figure_key)
JOIN dim_document AS document ON document.document_key = explanation.document_key
JOIN dim_meeting AS meeting USING (meeting_key)
ORDER BY
    meeting.meeting_date NULLS LAST, meeting.meeting_id, explanation.dispute_number, explanation.explanation_number,
    figure.source_line, figure.source_column, explanation.kind, explanation.settled_yen
