SELECT meeting.meeting_id, item.item_number, item.title, item.source_line
FROM dim_agenda_item AS item
JOIN dim_meeting AS meeting USING (meeting_key)
ORDER BY meeting.meeting_date NULLS LAST, meeting.meeting_id, item.item_number
