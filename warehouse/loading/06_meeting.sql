INSERT INTO dim_meeting
SELECT row_number() OVER (ORDER BY row_of_batch) + (SELECT coalesce(max(meeting_key), 0) FROM dim_meeting),
    meeting_id, agency, committee, meeting_number, meeting_date, start_time, venue,
    end_time, document_kind, fiscal_year
FROM staged_meeting
WHERE meeting_id IN (SELECT meeting_id FROM staged_document)
    AND meeting_id NOT IN (SELECT meeting_id FROM dim_meeting)
