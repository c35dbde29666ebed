SELECT
    meeting.meeting_id, document.file_name, receipt.source_line, figure.source_column,
    receipt.fiscal_year_key AS fiscal_year, version.budget_version, receipt.purpose, receipt.is_total,
    receipt.measure, receipt.amount_yen, figure.unit_yen, figure.printed_text, receipt.status,
    segment.segment_name, receipt.segment_evidence, proof.source_line AS proof_line,
    proof.source_column AS proof_column
FROM fact_advance_receipt AS receipt
JOIN fact_figure AS figure USING (figure_key)
JOIN dim_document AS document ON document.document_key = receipt.document_key
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN dim_budget_version AS version ON version.budget_version_key = receipt.budget_version_key
LEFT JOIN dim_segment AS segment ON segment.segment_key = receipt.segment_key
LEFT JOIN fact_figure AS proof ON proof.figure_key = receipt.segment_figure_key
ORDER BY meeting.meeting_date NULLS LAST, meeting.meeting_id, receipt.source_line, figure.source_column
