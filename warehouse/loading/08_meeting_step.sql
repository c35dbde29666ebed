INSERT INTO dim_meeting_step
SELECT row_number() OVER (ORDER BY meeting_key, step_number)
        + (SELECT coalesce(max(meeting_step_key), 0) FROM dim_meeting_step),
    meeting_key, step_number, printed_number, title, step_kind, source_line
FROM staged_meeting_step
JOIN dim_meeting USING (meeting_id)
WHERE meeting_id IN (SELECT meeting_id FROM staged_document)
