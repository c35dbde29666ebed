CREATE OR REPLACE VIEW current_accounts AS
WITH RECURSIVE name (account_key, later_key) AS (
    SELECT account_key, account_key FROM dim_account
    UNION
    SELECT name.account_key, later.account_key
    FROM name
    JOIN dim_account AS account ON account.account_key = name.later_key
    JOIN dim_account AS later
        ON later.statement_key = account.statement_key AND later.account_path = account.successor_path
),
last AS (
    -- Where names go round in a circle none is the last, and each stays its own.
    SELECT name.account_key, any_value(name.later_key) FILTER (
        NOT EXISTS (
            FROM dim_account AS later
            WHERE later.statement_key = account.statement_key AND later.account_path = account.successor_path
        )
    ) AS last_key
    FROM name
    JOIN dim_account AS account ON account.account_key = name.later_key
    GROUP BY name.account_key
)
SELECT
    account.account_key,
    coalesce(last.last_key, account.account_key) AS current_account_key
FROM dim_account AS account
JOIN last USING (account_key)
ORDER BY account.account_key;

COMMENT ON VIEW current_accounts IS 'Each account with the one that it was renamed to in the end, by the reference data; itself where it was not.';
COMMENT ON COLUMN current_accounts.account_key IS 'The account as printed.';
COMMENT ON COLUMN current_accounts.current_account_key IS 'The account under its last name.';
