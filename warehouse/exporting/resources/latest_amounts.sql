SELECT latest_amounts.*
FROM latest_amounts
JOIN dim_statement AS statement USING (statement_code)
JOIN dim_account AS account USING (statement_key, account_path)
JOIN dim_segment AS segment USING (segment_name)
ORDER BY
    fiscal_year, agency NULLS LAST, statement_key, account.display_order, account_path, segment.display_order,
    segment_name
