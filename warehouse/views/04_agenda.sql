CREATE OR REPLACE VIEW agenda AS
SELECT
    meeting.committee,
    meeting.meeting_number,
    meeting.meeting_date,
    item.item_number,
    item.title AS item_title,
    document.file_name,
    part.part_number,
    part.title AS part_title,
    part.part_kind,
    part.agenda_evidence,
    part.first_line,
    part.last_line
FROM dim_agenda_item AS item
JOIN dim_meeting AS meeting USING (meeting_key)
LEFT JOIN dim_document AS document ON document.meeting_key = meeting.meeting_key AND document.is_current
LEFT JOIN dim_part AS part
    ON part.document_key = document.document_key AND part.agenda_item_number = item.item_number
ORDER BY meeting.meeting_date, meeting.meeting_key, item.item_number, part.part_number;

COMMENT ON VIEW agenda IS 'Each agenda item and the parts of the text that answer to it: one row for each pair; an item without a part has NULL there.';
COMMENT ON COLUMN agenda.committee IS 'Committee or council.';
COMMENT ON COLUMN agenda.meeting_number IS 'Number of the meeting (第6回).';
COMMENT ON COLUMN agenda.meeting_date IS 'Date of the meeting.';
COMMENT ON COLUMN agenda.item_number IS 'Number of the agenda item.';
COMMENT ON COLUMN agenda.item_title IS 'Title of the agenda item.';
COMMENT ON COLUMN agenda.file_name IS 'File name of the text.';
COMMENT ON COLUMN agenda.part_number IS 'Order of the part in the document.';
COMMENT ON COLUMN agenda.part_title IS 'Title of the part.';
COMMENT ON COLUMN agenda.part_kind IS 'Kind of the part, as in dim_part.';
COMMENT ON COLUMN agenda.agenda_evidence IS 'Why the part answers to the item: title, words or position.';
COMMENT ON COLUMN agenda.first_line IS 'First line of the part in the file.';
COMMENT ON COLUMN agenda.last_line IS 'Last line of the part.';
