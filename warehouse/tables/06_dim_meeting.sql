CREATE TABLE IF NOT EXISTS dim_meeting (
    meeting_key INTEGER PRIMARY KEY,
    meeting_id VARCHAR NOT NULL UNIQUE,
    agency VARCHAR,
    committee VARCHAR,
    meeting_number INTEGER,
    meeting_date DATE,
    start_time TIME,
    venue VARCHAR,
    end_time TIME
);

COMMENT ON TABLE dim_meeting IS 'Meetings of the agency''s committees.';
COMMENT ON COLUMN dim_meeting.meeting_key IS 'Surrogate key.';
COMMENT ON COLUMN dim_meeting.meeting_id IS 'Natural key: agency, committee and number; without a number the date, without both the file''s name.';
COMMENT ON COLUMN dim_meeting.agency IS 'Agency (地方公共団体情報システム機構); NULL where the text does not name it.';
COMMENT ON COLUMN dim_meeting.committee IS 'Committee (経営審議委員会, 代表者会議, …); NULL where the text does not name it.';
COMMENT ON COLUMN dim_meeting.meeting_number IS 'N of 第N回.';
COMMENT ON COLUMN dim_meeting.meeting_date IS 'Day of the meeting.';
COMMENT ON COLUMN dim_meeting.start_time IS 'Time at which it opens.';
COMMENT ON COLUMN dim_meeting.venue IS 'Place of the meeting, as printed.';
COMMENT ON COLUMN dim_meeting.end_time IS 'Time at which it closes; NULL where the text does not say.';
