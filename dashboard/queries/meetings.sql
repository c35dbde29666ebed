-- The documents that count, one a meeting.
SELECT
    document.document_key,
    substr(document.content_sha256, 1, 16) AS id,
    meeting.meeting_id,
    meeting.agency,
    meeting.committee,
    meeting.meeting_number,
    strftime(meeting.meeting_date, '%Y-%m-%d') AS meeting_date,
    left(CAST(meeting.start_time AS VARCHAR), 5) AS start_time,
    meeting.venue,
    document.file_name,
    document.content_sha256,
    document.line_count,
    document.byte_count,
    document.parser_version,
    epoch_us(document.loaded_at) AS loaded_us,
    strftime(make_timestamp(epoch_us(document.loaded_at)), '%Y-%m-%dT%H:%M:%SZ') AS loaded_at
FROM dim_document AS document
JOIN dim_meeting AS meeting USING (meeting_key)
WHERE document.is_current
ORDER BY meeting.meeting_date DESC NULLS LAST, meeting.meeting_id
