SELECT
    meeting.meeting_id, document.file_name, commitment.source_line, figure.source_column,
    commitment.fiscal_year_key AS fiscal_year,
    version.budget_version, version.budget_version_name, commitment.listing, commitment.commitment_name,
    commitment.limit_yen, figure.unit_yen, figure.printed_text, commitment.status, commitment.budget_year,
    commitment.first_bearing_year, commitment.last_bearing_year, commitment.is_marked_amended,
    segment.segment_name, commitment.segment_evidence, commitment.segment_words
FROM fact_commitment AS commitment
JOIN fact_figure AS figure USING (figure_key)
JOIN dim_document AS document ON document.document_key = commitment.document_key
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN dim_budget_version AS version ON version.budget_version_key = commitment.budget_version_key
LEFT JOIN dim_segment AS segment ON segment.segment_key = commitment.segment_key
ORDER BY
    meeting.meeting_date NULLS LAST, meeting.meeting_id, commitment.source_line, figure.source_column,
    commitment.commitment_key
