CREATE TABLE IF NOT EXISTS dim_meeting (
    meeting_key INTEGER PRIMARY KEY,
    meeting_id VARCHAR NOT NULL UNIQUE,
    agency VARCHAR,
    committee VARCHAR,
    meeting_number INTEGER,
    meeting_date DATE,
    start_time TIME,
    venue VARCHAR,
    end_time TIME,
    document_kind VARCHAR,
    fiscal_year INTEGER
);

COMMENT ON TABLE dim_meeting IS 'Meetings of agencies'' committees; and what is no meeting''s: a document that an agency issues for a year, each kind of it one row.';
COMMENT ON COLUMN dim_meeting.meeting_key IS 'Surrogate key.';
COMMENT ON COLUMN dim_meeting.meeting_id IS 'Natural key: agency, committee and number; without a number the date. Of a document that is no meeting''s: agency, kind and fiscal year. Without these the file''s name.';
COMMENT ON COLUMN dim_meeting.agency IS 'Agency (地方公共団体情報システム機構); NULL where the text does not name it.';
COMMENT ON COLUMN dim_meeting.committee IS 'Committee (経営審議委員会, 代表者会議, …); NULL where the text does not name it.';
COMMENT ON COLUMN dim_meeting.meeting_number IS 'N of 第N回.';
COMMENT ON COLUMN dim_meeting.meeting_date IS 'Day of the meeting.';
COMMENT ON COLUMN dim_meeting.start_time IS 'Time at which it opens.';
COMMENT ON COLUMN dim_meeting.venue IS 'Place of the meeting, as printed.';
COMMENT ON COLUMN dim_meeting.end_time IS 'Time at which it closes; NULL where the text does not say.';
COMMENT ON COLUMN dim_meeting.document_kind IS 'Of a document that is no meeting''s its kind, as printed: 水道事業会計決算書, 予算書, 議案第12号, 広報. NULL for a meeting.';
COMMENT ON COLUMN dim_meeting.fiscal_year IS 'Of a document that is no meeting''s the fiscal year that it is of; NULL for a meeting.';
