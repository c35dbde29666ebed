SELECT finding.document_key, finding.finding_code, finding.source_line, finding.message
FROM fact_finding AS finding
JOIN batch USING (document_key)
ORDER BY finding.document_key, finding.finding_key
