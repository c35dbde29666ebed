-- Not when it was loaded, nor what it took the place of: the same texts give the same package whenever they came.
SELECT
    meeting.meeting_id, document.file_name, document.content_sha256, document.byte_count, document.line_count,
    document.parser_version
FROM dim_document AS document
JOIN dim_meeting AS meeting USING (meeting_key)
WHERE document.is_current
ORDER BY meeting.meeting_date NULLS LAST, meeting.meeting_id
