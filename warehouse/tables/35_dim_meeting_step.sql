CREATE TABLE IF NOT EXISTS dim_meeting_step (
    meeting_step_key INTEGER PRIMARY KEY,
    meeting_key INTEGER NOT NULL REFERENCES dim_meeting (meeting_key),
    step_number INTEGER NOT NULL,
    printed_number VARCHAR,
    title VARCHAR NOT NULL,
    step_kind VARCHAR NOT NULL CHECK (
        step_kind IN ('opening', 'deliberation', 'report', 'address', 'closing', 'other')
    ),
    source_line INTEGER NOT NULL,
    UNIQUE (meeting_key, step_number)
);

COMMENT ON TABLE dim_meeting_step IS 'The order of business (次第) of meetings, step by step as printed: opening, deliberation, closing. What is deliberated stands in dim_agenda_item.';
COMMENT ON COLUMN dim_meeting_step.meeting_step_key IS 'Surrogate key.';
COMMENT ON COLUMN dim_meeting_step.meeting_key IS 'The meeting.';
COMMENT ON COLUMN dim_meeting_step.step_number IS 'Order, from 1.';
COMMENT ON COLUMN dim_meeting_step.printed_number IS 'Number as printed; NULL where none is.';
COMMENT ON COLUMN dim_meeting_step.title IS 'Its words, without spaces (開会).';
COMMENT ON COLUMN dim_meeting_step.step_kind IS 'opening (開会), deliberation (議事), report (報告), address (挨拶), closing (閉会) or other.';
COMMENT ON COLUMN dim_meeting_step.source_line IS 'Line in the text, from 1.';
