-- What meetings say otherwise of one and the same amount: of the meetings that are told of, which come first in the view.
CREATE OR REPLACE TEMP TABLE adoption AS
WITH counted AS (
    SELECT outcome, meeting_key, count(*) AS count
    FROM mart_adoption_check
    WHERE outcome IN ('disagrees', 'not_comparable')
    GROUP BY ALL
),
told AS (
    SELECT outcome, meeting_id
    FROM counted
    JOIN dim_meeting USING (meeting_key)
    QUALIFY sum(count) OVER (ORDER BY outcome, meeting_date, meeting_id) - count < 200
)
SELECT
    row_number() OVER () AS place,
    * REPLACE (
        strftime(earlier_meeting_date, '%Y-%m-%d') AS earlier_meeting_date,
        strftime(later_meeting_date, '%Y-%m-%d') AS later_meeting_date
    )
FROM adoption_checks
WHERE (outcome, later_meeting_id) IN (SELECT (outcome, meeting_id) FROM told)
