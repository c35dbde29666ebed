-- What the last run's expectations found.
SELECT
    suite_name,
    expectation_name,
    title,
    is_blocking,
    checked_count,
    held_count,
    failed_count,
    held_share,
    worst_residual_yen,
    is_success
FROM fact_expectation_result
WHERE run_id = (SELECT run_id FROM fact_expectation_result ORDER BY run_time DESC, run_id DESC LIMIT 1)
ORDER BY expectation_result_key
