SELECT
    meeting.meeting_id, meeting.agency, meeting.committee, meeting.meeting_number,
    CAST(meeting.meeting_date AS VARCHAR) AS meeting_date, document.file_name
FROM dim_meeting AS meeting
LEFT JOIN dim_document AS document ON document.meeting_key = meeting.meeting_key AND document.is_current
ORDER BY meeting.meeting_date NULLS LAST, meeting.meeting_id
