-- The runs that published something, each with the documents that were loaded in it: those since the run before.
WITH run AS (
    SELECT
        run_id,
        max(run_time) AS ended_at,
        sum(checked_count)::BIGINT AS checked,
        sum(held_count)::BIGINT AS held,
        sum(failed_count)::BIGINT AS failed,
        bool_and(is_success) AS is_success
    FROM fact_expectation_result
    GROUP BY run_id
),
loaded AS (
    SELECT run.run_id, count(*) AS documents
    FROM dim_document AS document
    ASOF JOIN run ON document.loaded_at <= run.ended_at
    GROUP BY run.run_id
)
SELECT
    run.run_id,
    strftime(make_timestamp(epoch_us(run.ended_at)), '%Y-%m-%dT%H:%M:%SZ') AS run_time,
    run.checked,
    run.held,
    run.failed,
    run.is_success,
    coalesce(loaded.documents, 0) AS documents
FROM run
LEFT JOIN loaded USING (run_id)
ORDER BY run.ended_at, run.run_id
