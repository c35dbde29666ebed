SELECT outcome, count(*) AS count FROM mart_adoption_check WHERE outcome IS NOT NULL GROUP BY outcome
