-- What meetings say otherwise of one and the same amount.
CREATE OR REPLACE TEMP TABLE adoption AS
SELECT
    row_number() OVER () AS place,
    * REPLACE (
        strftime(earlier_meeting_date, '%Y-%m-%d') AS earlier_meeting_date,
        strftime(later_meeting_date, '%Y-%m-%d') AS later_meeting_date
    )
FROM adoption_checks
WHERE outcome IN ('disagrees', 'not_comparable')
