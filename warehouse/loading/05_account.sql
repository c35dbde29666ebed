-- Known accounts first, in the order of the reference data; then those that only this batch knows.
INSERT INTO dim_account
SELECT row_number() OVER (ORDER BY display_order, statement_code, account_path)
    + (SELECT coalesce(max(account_key), 0) FROM dim_account),
    statement_key, account_path, account_name, account_name_en, account_role, is_reference, display_order,
    first_fiscal_year, last_fiscal_year, successor_path, chart_code, account_class
FROM (
    SELECT statement_code, account_path, account_name, account_name_en, account_role, true AS is_reference, display_order,
        first_fiscal_year, last_fiscal_year, successor_path
    FROM staged_reference_account
    UNION ALL BY NAME
    SELECT statement_code, account_path, any_value(account_name) AS account_name,
        min(account_name_en) AS account_name_en, min_by(chart_code, account_name_en) AS chart_code,
        min_by(account_class, account_name_en) AS account_class,
        any_value(account_role) AS account_role, false AS is_reference, 1000 AS display_order
    FROM staged_account
    WHERE (statement_code, account_path) IN (SELECT (statement_code, account_path) FROM staged_figure)
    GROUP BY statement_code, account_path
) AS staged
JOIN dim_statement USING (statement_code)
WHERE (statement_key, account_path) NOT IN (SELECT (statement_key, account_path) FROM dim_account)
