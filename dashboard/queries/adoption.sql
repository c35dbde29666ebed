-- What meetings say otherwise of one and the same amount: of the meetings that are told of, which come first in the view.
-- These are put into a variable, for the view's joins begin with them only where they are known beforehand.
SET VARIABLE told_of = (
    WITH counted AS (
        SELECT outcome, meeting_key, count(*) AS count
        FROM mart_adoption_check
        WHERE outcome IN ('disagrees', 'not_comparable')
        GROUP BY ALL
    ),
    first AS (
        SELECT meeting_id
        FROM counted
        JOIN dim_meeting USING (meeting_key)
        QUALIFY sum(count) OVER (PARTITION BY outcome ORDER BY meeting_date, meeting_id) - count < 200
    )
    SELECT coalesce(list(DISTINCT meeting_id), []) FROM first
);
CREATE OR REPLACE TEMP TABLE adoption AS
SELECT
    row_number() OVER () AS place,
    * REPLACE (
        strftime(earlier_meeting_date, '%Y-%m-%d') AS earlier_meeting_date,
        strftime(later_meeting_date, '%Y-%m-%d') AS later_meeting_date
    )
FROM adoption_checks
WHERE list_contains(getvariable('told_of'), later_meeting_id) AND outcome IN ('disagrees', 'not_comparable')
