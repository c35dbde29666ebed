INSERT INTO fact_figure
SELECT figure_id + first_figure_key, document_key, source_line, source_column,
    statement.statement_key, account_key, segment_key, fiscal_year_key, budget_version_key,
    measure, label, printed_text, printed_yen, amount_yen, unit_yen, status, implied_low_yen, implied_high_yen,
    segment_evidence, table_number, assumption, source_place
FROM staged_figure AS staged
JOIN new_document USING (document_id)
JOIN dim_fiscal_year USING (fiscal_year)
JOIN dim_budget_version USING (budget_version)
LEFT JOIN dim_statement AS statement USING (statement_code)
LEFT JOIN dim_account AS account
    ON account.statement_key = statement.statement_key AND account.account_path = staged.account_path
LEFT JOIN dim_segment USING (segment_name)
