-- All amounts of the agencies and fiscal years that the table `touched` names. What is told of an amount reaches no further.
CREATE OR REPLACE TEMP TABLE touched_place AS
SELECT DISTINCT meeting.meeting_key, touched.fiscal_year_key
FROM touched
JOIN meeting_agencies AS meeting
    ON meeting.agency IS NOT DISTINCT FROM touched.agency
    AND meeting.lone_meeting_id IS NOT DISTINCT FROM touched.lone_meeting_id;
CREATE OR REPLACE TEMP TABLE touched_amount AS
SELECT amount.*
FROM fact_amount AS amount
JOIN touched_place USING (meeting_key, fiscal_year_key);
CREATE OR REPLACE TEMP TABLE touched_printing AS
FROM printings_in('touched_amount');
CREATE OR REPLACE TEMP TABLE touched_version AS
FROM version_amounts_in('touched_printing');
