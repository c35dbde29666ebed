-- Texts by the name of their file, or by their meeting's id or day, and what has taken the place of those that no longer count.
SELECT
    document.file_name,
    document.is_current,
    (SELECT any_value(other.file_name) FROM dim_document AS other
        WHERE other.meeting_key = document.meeting_key AND other.is_current) AS current_file_name
FROM dim_document AS document
JOIN dim_meeting AS meeting USING (meeting_key)
WHERE $name IN (document.file_name, meeting.meeting_id, CAST(meeting.meeting_date AS VARCHAR))
ORDER BY document.is_current DESC, document.file_name;
