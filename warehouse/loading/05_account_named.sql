-- A chart of accounts may know what a text brought before there was one.
UPDATE dim_account
SET account_name_en = staged.account_name_en,
    chart_code = staged.chart_code,
    account_class = staged.account_class
FROM (
    SELECT statement_code, account_path, min(account_name_en) AS account_name_en,
        min_by(chart_code, account_name_en) AS chart_code, min_by(account_class, account_name_en) AS account_class
    FROM staged_account
    GROUP BY ALL
) AS staged, dim_statement AS statement
WHERE statement.statement_code = staged.statement_code
    AND dim_account.statement_key = statement.statement_key
    AND dim_account.account_path = staged.account_path
    AND staged.account_name_en IS NOT NULL
    AND dim_account.account_name_en IS NULL
