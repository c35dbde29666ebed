CREATE OR REPLACE MACRO version_amounts_as_of(day) AS TABLE
WITH known_on_day AS (
    -- A meeting whose day is not known is known of only at the end of time.
    FROM amount_printings WHERE coalesce(meeting_date, DATE 'infinity') <= CAST(day AS DATE)
)
FROM version_amounts_in('known_on_day');

COMMENT ON MACRO TABLE version_amounts_as_of IS 'Each version of each amount of an agency as known on a day, one row each, with the columns of amount_printings; is_contradicted: another meeting prints it otherwise (adoption_checks).';
