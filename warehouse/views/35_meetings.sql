CREATE OR REPLACE VIEW meetings AS
SELECT
    meeting.meeting_id,
    meeting.agency,
    meeting.committee,
    meeting.meeting_number,
    meeting.meeting_date,
    meeting.start_time,
    meeting.end_time,
    meeting.venue,
    (
        SELECT count(*) FROM dim_agenda_item AS item WHERE item.meeting_key = meeting.meeting_key
    ) AS agenda_item_count,
    step.opening_line,
    step.closing_line,
    coalesce(step.steps, []) AS steps,
    document.file_name
FROM dim_meeting AS meeting
LEFT JOIN dim_document AS document ON document.meeting_key = meeting.meeting_key AND document.is_current
LEFT JOIN (
    SELECT
        meeting_key,
        min(source_line) FILTER (step_kind = 'opening') AS opening_line,
        max(source_line) FILTER (step_kind = 'closing') AS closing_line,
        list(
            struct_pack(
                step_number := step_number,
                printed_number := printed_number,
                title := title,
                step_kind := step_kind,
                source_line := source_line
            ) ORDER BY step_number
        ) AS steps
    FROM dim_meeting_step
    GROUP BY meeting_key
) AS step ON step.meeting_key = meeting.meeting_key
ORDER BY meeting.meeting_date, meeting.meeting_key;

COMMENT ON VIEW meetings IS 'Each meeting: who met, when and where, and its order of business (次第) from opening to closing.';
COMMENT ON COLUMN meetings.meeting_id IS 'Natural key, as in dim_meeting.';
COMMENT ON COLUMN meetings.agency IS 'Agency; NULL where the text does not name it.';
COMMENT ON COLUMN meetings.committee IS 'Committee or council.';
COMMENT ON COLUMN meetings.meeting_number IS 'N of 第N回.';
COMMENT ON COLUMN meetings.meeting_date IS 'Day of the meeting.';
COMMENT ON COLUMN meetings.start_time IS 'Time at which it opens.';
COMMENT ON COLUMN meetings.end_time IS 'Time at which it closes; NULL where the text does not say.';
COMMENT ON COLUMN meetings.venue IS 'Place, as printed.';
COMMENT ON COLUMN meetings.agenda_item_count IS 'Number of agenda items; the items stand in agenda.';
COMMENT ON COLUMN meetings.opening_line IS 'Line of the opening (開会) in the file; NULL where the order of business has none.';
COMMENT ON COLUMN meetings.closing_line IS 'Line of the closing (閉会).';
COMMENT ON COLUMN meetings.steps IS 'The order of business: number, printed number, title, kind and line of each step.';
COMMENT ON COLUMN meetings.file_name IS 'File name of the current text.';
