SELECT
    account.account_key,
    account.statement_key,
    statement.statement_code,
    account.account_path,
    account.account_name,
    account.account_name_en,
    account.account_role,
    account.is_reference,
    account.display_order
FROM dim_account AS account
JOIN dim_statement AS statement USING (statement_key)
ORDER BY account.statement_key, account.display_order, account.account_path
