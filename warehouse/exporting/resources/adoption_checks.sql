SELECT adoption_checks.*
FROM adoption_checks
JOIN dim_statement AS statement USING (statement_code)
JOIN dim_account AS account USING (statement_key, account_path)
JOIN dim_segment AS segment USING (segment_name)
JOIN dim_budget_version AS version ON version.budget_version = adoption_checks.later_version
ORDER BY
    later_meeting_date NULLS LAST, later_file_name, earlier_meeting_date NULLS LAST, earlier_file_name, fiscal_year,
    statement_key, account.display_order, account_path, segment.display_order, segment_name, version.display_order,
    later_version, relation
