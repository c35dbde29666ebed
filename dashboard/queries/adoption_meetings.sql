-- How many amounts of a meeting another meeting prints otherwise.
SELECT meeting_id, count(*) AS count
FROM (
    SELECT earlier_meeting_id AS meeting_id FROM adoption WHERE outcome = 'disagrees'
    UNION ALL
    SELECT later_meeting_id FROM adoption WHERE outcome = 'disagrees'
)
GROUP BY meeting_id
ORDER BY meeting_id
