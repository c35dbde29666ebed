-- title: Every settled amount is that of a figure printed in its unit
SELECT
    concat(document.file_name, ', ', account.account_path, ', ', segment.segment_name, ', ', amount.fiscal_year_key, ', ',
        version.budget_version) AS place,
    coalesce(amount.amount_yen::VARCHAR, 'no amount') AS value,
    EXISTS (
        FROM fact_figure AS figure
        WHERE figure.document_key = amount.document_key
            AND figure.statement_key = amount.statement_key
            AND figure.account_key = amount.account_key
            AND figure.segment_key = amount.segment_key
            AND figure.fiscal_year_key = amount.fiscal_year_key
            AND figure.budget_version_key = amount.budget_version_key
            AND figure.measure = 'amount'
            AND figure.unit_yen = amount.unit_yen
            AND figure.amount_yen IS NOT DISTINCT FROM amount.amount_yen
    ) AS holds
FROM fact_amount AS amount
LEFT JOIN dim_document AS document USING (document_key)
LEFT JOIN dim_account AS account ON account.account_key = amount.account_key
LEFT JOIN dim_segment AS segment USING (segment_key)
LEFT JOIN dim_budget_version AS version USING (budget_version_key)
