SELECT
    meeting.meeting_id, document.file_name, acceptance.reason, acceptance.accepted_by,
    strftime(make_timestamp(epoch_us(acceptance.accepted_at)), '%Y-%m-%dT%H:%M:%SZ') AS accepted_at
FROM fact_acceptance AS acceptance
JOIN dim_document AS document USING (content_sha256)
JOIN dim_meeting AS meeting USING (meeting_key)
WHERE document.is_current
ORDER BY meeting.meeting_date NULLS LAST, meeting.meeting_id, accepted_at, acceptance.reason, acceptance.accepted_by
