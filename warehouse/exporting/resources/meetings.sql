SELECT meeting_id, agency, committee, meeting_number, meeting_date, start_time, venue, document_kind, fiscal_year
FROM dim_meeting
ORDER BY meeting_date NULLS LAST, meeting_id
