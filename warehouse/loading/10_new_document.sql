-- The documents of this batch whose figures count, with the keys they just got.
CREATE OR REPLACE TEMP TABLE new_document AS
SELECT content_sha256 AS document_id, max(document_key) AS document_key, max(meeting_key) AS meeting_key
FROM dim_document
WHERE is_current AND content_sha256 IN (SELECT document_id FROM staged_document WHERE is_current)
GROUP BY content_sha256
