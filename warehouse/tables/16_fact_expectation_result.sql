CREATE TABLE IF NOT EXISTS fact_expectation_result (
    expectation_result_key BIGINT PRIMARY KEY,
    run_id VARCHAR NOT NULL,
    run_time TIMESTAMP WITH TIME ZONE NOT NULL,
    suite_name VARCHAR NOT NULL,
    expectation_name VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    is_blocking BOOLEAN NOT NULL,
    checked_count BIGINT NOT NULL,
    held_count BIGINT NOT NULL,
    failed_count BIGINT NOT NULL,
    worst_residual_yen BIGINT,
    held_share DOUBLE,
    is_success BOOLEAN NOT NULL
);

COMMENT ON TABLE fact_expectation_result IS 'One row for each expectation and run of the checkpoint that published something.';
COMMENT ON COLUMN fact_expectation_result.expectation_result_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_expectation_result.run_id IS 'Dagster run.';
COMMENT ON COLUMN fact_expectation_result.run_time IS 'Time of the run.';
COMMENT ON COLUMN fact_expectation_result.suite_name IS 'Expectation suite: structure or identities.';
COMMENT ON COLUMN fact_expectation_result.expectation_name IS 'Name of the expectation, and of its Dagster asset check.';
COMMENT ON COLUMN fact_expectation_result.title IS 'What it expects, in words.';
COMMENT ON COLUMN fact_expectation_result.is_blocking IS 'True where a failure keeps a document out of the warehouse.';
COMMENT ON COLUMN fact_expectation_result.checked_count IS 'Rows or identities that were checked.';
COMMENT ON COLUMN fact_expectation_result.held_count IS 'Those that held.';
COMMENT ON COLUMN fact_expectation_result.failed_count IS 'Those that failed.';
COMMENT ON COLUMN fact_expectation_result.worst_residual_yen IS 'Greatest residual beyond its tolerance, in yen; NULL where it does not apply or all held.';
COMMENT ON COLUMN fact_expectation_result.held_share IS 'held_count / checked_count; NULL where nothing was checked.';
COMMENT ON COLUMN fact_expectation_result.is_success IS 'Whether the expectation was met.';
