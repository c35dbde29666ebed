-- An account that the reference data does not know stands after the items that it knows under the same heading.
CREATE OR REPLACE VIEW account_positions AS
WITH placed AS (
    SELECT
        account.account_key,
        account.statement_key,
        account.account_path,
        account.is_reference,
        CASE
            WHEN account.is_reference THEN account.display_order
            ELSE coalesce(
                max(known.display_order) FILTER (known.account_role = 'item'),
                min(known.display_order) - 1,
                account.display_order
            )
        END AS display_order
    FROM dim_account AS account
    LEFT JOIN dim_account AS known
        ON NOT account.is_reference
        AND known.is_reference
        AND known.statement_key = account.statement_key
        AND contains(account.account_path, '/')
        AND starts_with(known.account_path, regexp_extract(account.account_path, '^(.*/)', 1))
    GROUP BY
        account.account_key, account.statement_key, account.account_path, account.is_reference, account.display_order
)
SELECT
    account_key,
    row_number() OVER (ORDER BY statement_key, display_order, NOT is_reference, account_path) AS position
FROM placed;

COMMENT ON VIEW account_positions IS 'Each account with its place in the printed statements; those the reference data does not know stand under their heading.';
COMMENT ON COLUMN account_positions.account_key IS 'The account.';
COMMENT ON COLUMN account_positions.position IS 'Its place, from 1: the statements one after the other, each from top to bottom.';
