-- How many amounts of a meeting another meeting prints otherwise.
SELECT meeting_id, count(*) AS count
FROM (
    SELECT earlier_meeting_key AS meeting_key FROM mart_adoption_check WHERE outcome = 'disagrees'
    UNION ALL
    SELECT meeting_key FROM mart_adoption_check WHERE outcome = 'disagrees'
)
JOIN dim_meeting USING (meeting_key)
GROUP BY meeting_id
ORDER BY meeting_id
