-- A changed text of a meeting may give its date, time or place anew.
UPDATE dim_meeting
SET agency = staged.agency,
    committee = staged.committee,
    meeting_number = staged.meeting_number,
    meeting_date = staged.meeting_date,
    start_time = staged.start_time,
    venue = staged.venue,
    end_time = staged.end_time,
    document_kind = staged.document_kind,
    fiscal_year = staged.fiscal_year
FROM staged_meeting AS staged
WHERE staged.meeting_id = dim_meeting.meeting_id
    AND staged.meeting_id IN (SELECT meeting_id FROM staged_document)
