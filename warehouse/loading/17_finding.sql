INSERT INTO fact_finding
SELECT row_number() OVER (ORDER BY row_of_batch) + (SELECT coalesce(max(finding_key), 0) FROM fact_finding),
    document_key, finding_code, source_line, message
FROM staged_finding
JOIN new_document USING (document_id)
