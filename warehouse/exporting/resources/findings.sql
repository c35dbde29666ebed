SELECT
    meeting.meeting_id, document.file_name,
    row_number() OVER (PARTITION BY finding.document_key ORDER BY finding.finding_key)::INTEGER AS finding_number,
    finding.finding_code, finding.source_line, finding.message
FROM fact_finding AS finding
JOIN dim_document AS document USING (document_key)
JOIN dim_meeting AS meeting USING (meeting_key)
ORDER BY meeting.meeting_date NULLS LAST, meeting.meeting_id, finding_number
