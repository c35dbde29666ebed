-- title: Every account or segment that was renamed has one known successor, and that one no other predecessor
-- A merger is no renaming: amounts of two names would pass for versions of one.
WITH renamed AS (
    SELECT
        account.account_path AS place,
        account.successor_path AS value,
        later.account_key IS NOT NULL AND later.account_key <> account.account_key AS is_known,
        count(*) OVER (PARTITION BY account.statement_key, account.successor_path) AS predecessor_count
    FROM dim_account AS account
    LEFT JOIN dim_account AS later
        ON later.statement_key = account.statement_key AND later.account_path = account.successor_path
    WHERE account.successor_path IS NOT NULL
    UNION ALL
    SELECT
        segment.segment_name,
        segment.successor_name,
        later.segment_key IS NOT NULL AND later.segment_key <> segment.segment_key,
        count(*) OVER (PARTITION BY segment.successor_name)
    FROM dim_segment AS segment
    LEFT JOIN dim_segment AS later ON later.segment_name = segment.successor_name
    WHERE segment.successor_name IS NOT NULL
)
SELECT place, value, is_known AND predecessor_count = 1 AS holds
FROM renamed
