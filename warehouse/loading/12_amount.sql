INSERT INTO fact_amount
SELECT meeting_key, document_key, statement.statement_key, account_key, segment_key, fiscal_year_key, budget_version_key,
    amount_yen, unit_yen, status, printing_count
FROM staged_amount AS staged
JOIN new_document USING (document_id)
JOIN dim_statement AS statement USING (statement_code)
JOIN dim_account AS account
    ON account.statement_key = statement.statement_key AND account.account_path = staged.account_path
JOIN dim_segment USING (segment_name)
JOIN dim_fiscal_year USING (fiscal_year)
JOIN dim_budget_version USING (budget_version)
