-- The commitments of which the text shows to which segment they belong, each as it was last told.
SELECT
    agency.agency_key,
    commitment.segment_name,
    commitment.commitment_name,
    commitment.limit_yen,
    commitment.status,
    commitment.budget_year,
    commitment.first_bearing_year,
    commitment.last_bearing_year,
    commitment.fiscal_year,
    commitment.budget_version,
    commitment.source_line,
    figure.source_column,
    substr(document.content_sha256, 1, 16) AS id
FROM commitments AS commitment
JOIN dim_document AS document ON document.file_name = commitment.file_name AND document.is_current
JOIN meeting_agencies AS agency USING (meeting_key)
JOIN batch_agency USING (agency_key)
LEFT JOIN fact_figure AS figure
    ON figure.document_key = document.document_key
    AND figure.source_line = commitment.source_line
    AND figure.measure = 'commitment_limit'
WHERE commitment.segment_name IS NOT NULL
ORDER BY commitment.segment_name, commitment.meeting_date DESC NULLS LAST, commitment.source_line, id
