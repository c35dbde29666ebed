-- Texts that another one took the place of, each with the one that counts now.
SELECT substr(document.content_sha256, 1, 16) AS id, substr(successor.content_sha256, 1, 16) AS successor
FROM dim_document AS document
JOIN dim_document AS successor ON successor.meeting_key = document.meeting_key AND successor.is_current
WHERE NOT document.is_current
ORDER BY id
