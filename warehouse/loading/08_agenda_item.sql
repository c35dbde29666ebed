INSERT INTO dim_agenda_item
SELECT row_number() OVER (ORDER BY row_of_batch) + (SELECT coalesce(max(agenda_item_key), 0) FROM dim_agenda_item),
    meeting_key, item_number, title, source_line
FROM staged_agenda_item
JOIN dim_meeting USING (meeting_id)
WHERE meeting_id IN (SELECT meeting_id FROM staged_document)
