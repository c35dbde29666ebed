-- Whose accounts the documents that count tell: one row each, with these documents.
SELECT
    agency.agency_key,
    agency.agency,
    agency.lone_meeting_id,
    list(substr(document.content_sha256, 1, 16) ORDER BY document.content_sha256) AS ids
FROM meeting_agencies AS agency
JOIN dim_document AS document USING (meeting_key)
WHERE document.is_current
GROUP BY ALL
ORDER BY agency.agency_key
