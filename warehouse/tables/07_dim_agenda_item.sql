CREATE TABLE IF NOT EXISTS dim_agenda_item (
    agenda_item_key INTEGER PRIMARY KEY,
    meeting_key INTEGER NOT NULL REFERENCES dim_meeting (meeting_key),
    item_number INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    source_line INTEGER NOT NULL,
    UNIQUE (meeting_key, item_number)
);

COMMENT ON TABLE dim_agenda_item IS 'Items of a meeting''s agenda (議事), as printed.';
COMMENT ON COLUMN dim_agenda_item.agenda_item_key IS 'Surrogate key.';
COMMENT ON COLUMN dim_agenda_item.meeting_key IS 'The meeting.';
COMMENT ON COLUMN dim_agenda_item.item_number IS 'Number in the agenda, from 1.';
COMMENT ON COLUMN dim_agenda_item.title IS 'The item''s words.';
COMMENT ON COLUMN dim_agenda_item.source_line IS 'Line in the text, from 1.';
