SELECT
    file_name,
    content_sha256,
    reason,
    accepted_by,
    strftime(make_timestamp(epoch_us(accepted_at)), '%Y-%m-%dT%H:%M:%SZ') AS accepted_at
FROM fact_acceptance
ORDER BY acceptance_key
