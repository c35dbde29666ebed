SELECT DISTINCT
    agency_key,
    fiscal_year,
    statement_order,
    account_order,
    amount.account_key,
    statement_code,
    amount.account_path,
    amount.account_name,
    account.account_name_en,
    amount.account_role
FROM version_amount AS amount
JOIN dim_account AS account USING (account_key)
WHERE amount.account_role <> 'item'
ORDER BY agency_key, fiscal_year, statement_order, account_order, amount.account_path
