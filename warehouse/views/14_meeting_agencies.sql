-- Meetings whose texts name no agency are of one: in a key it must not be NULL. What names no body at all is of its own:
-- whose accounts they are is not known.
CREATE OR REPLACE VIEW meeting_agencies AS
SELECT
    meeting_key,
    dense_rank() OVER (ORDER BY agency NULLS LAST, lone_meeting_id) AS agency_key,
    agency,
    lone_meeting_id
FROM (SELECT *, if(agency IS NULL AND committee IS NULL, meeting_id, NULL) AS lone_meeting_id FROM dim_meeting);

COMMENT ON VIEW meeting_agencies IS 'Whose accounts a meeting tells: nothing is ever compared or chosen across two agencies.';
COMMENT ON COLUMN meeting_agencies.meeting_key IS 'The meeting.';
COMMENT ON COLUMN meeting_agencies.agency_key IS 'Number of the agency among those in the warehouse, never NULL: for joins; another one once there are more agencies.';
COMMENT ON COLUMN meeting_agencies.agency IS 'The agency; NULL where the text does not name it; such texts are one agency.';
COMMENT ON COLUMN meeting_agencies.lone_meeting_id IS 'The meeting itself where its text names no body at all: it is an agency of its own.';
