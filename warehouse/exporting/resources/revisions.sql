SELECT revisions.*
FROM revisions
JOIN dim_statement AS statement USING (statement_code)
JOIN dim_account AS account USING (statement_key, account_path)
JOIN dim_segment AS segment USING (segment_name)
JOIN dim_budget_version AS version USING (budget_version)
ORDER BY
    fiscal_year, agency NULLS LAST, statement_key, account.display_order, account_path, segment.display_order,
    segment_name, version.display_order, budget_version
