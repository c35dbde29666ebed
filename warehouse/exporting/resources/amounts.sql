SELECT
    meeting_id, agency, committee, meeting_number, meeting_date, statement_code, amounts.statement_name, account_path,
    account_name, account_name_en, account_role, segment_name, segment_name_en, fiscal_year, budget_version,
    amounts.budget_version_name, amount_yen, unit_yen, status, printing_count, is_leaf, account_order, segment_order, file_name,
    source_line, source_column
FROM amounts
JOIN dim_budget_version AS version USING (budget_version)
JOIN dim_statement AS statement USING (statement_code)
ORDER BY
    meeting_date NULLS LAST, meeting_id, fiscal_year, version.display_order, version.budget_version,
    statement.statement_key, account_order, account_path, segment_order, segment_name
