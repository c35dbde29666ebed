CREATE OR REPLACE VIEW account_years AS
WITH seen AS (
    -- A row that is nil in a year is printed beside other years, and does not say that the account was there.
    SELECT account_key, min(fiscal_year_key) AS first_seen, max(fiscal_year_key) AS last_seen
    FROM fact_amount
    WHERE amount_yen <> 0 AND status <> 'disputed' AND fiscal_year_key > 0
    GROUP BY account_key
)
SELECT
    statement.statement_code,
    account.account_path,
    account.is_reference,
    seen.first_seen,
    seen.last_seen,
    account.first_fiscal_year,
    account.last_fiscal_year,
    account.successor_path,
    -- A renamed account is printed under its new name also for years in which it had the old one.
    coalesce(
        seen.last_seen > account.last_fiscal_year
        OR (
            seen.first_seen < account.first_fiscal_year
            AND NOT EXISTS (
                FROM dim_account AS earlier
                WHERE earlier.statement_key = account.statement_key AND earlier.successor_path = account.account_path
            )
        ),
        false
    ) AS is_contradicted
FROM dim_account AS account
JOIN dim_statement AS statement USING (statement_key)
LEFT JOIN seen USING (account_key)
ORDER BY statement.statement_key, account.display_order, account.account_path;

COMMENT ON VIEW account_years IS 'The years in which each account was seen, beside those that the reference data gives it.';
COMMENT ON COLUMN account_years.statement_code IS 'balance_sheet, income_statement, cash_plan, or other for a table that is none of them.';
COMMENT ON COLUMN account_years.account_path IS 'Headings and label joined by /, as printed.';
COMMENT ON COLUMN account_years.is_reference IS 'False where the reference data does not know it.';
COMMENT ON COLUMN account_years.first_seen IS 'First fiscal year with an amount that is not nil and not disputed; NULL where there is none.';
COMMENT ON COLUMN account_years.last_seen IS 'Last such fiscal year.';
COMMENT ON COLUMN account_years.first_fiscal_year IS 'First fiscal year by the reference data; NULL where it names none.';
COMMENT ON COLUMN account_years.last_fiscal_year IS 'Last fiscal year by the reference data; NULL where it names none.';
COMMENT ON COLUMN account_years.successor_path IS 'The account that it was renamed to; NULL where it was not.';
COMMENT ON COLUMN account_years.is_contradicted IS 'True where it was seen before its first year or after its last. A new name may be printed for the years of the old one.';
