SELECT
    statement.statement_code, account.account_path, account.account_name, account.account_name_en,
    account.account_role, account.is_reference, account.display_order, account.first_fiscal_year,
    account.last_fiscal_year, account.successor_path, account.chart_code, account.account_class
FROM dim_account AS account
JOIN dim_statement AS statement USING (statement_key)
ORDER BY statement.statement_key, account.display_order, account.account_path
