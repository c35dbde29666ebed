-- title: A settled amount is trusted no more than its figures
WITH ranked AS (
    SELECT
        document_key, statement_key, account_key, segment_key, fiscal_year_key, budget_version_key, unit_yen,
        max(list_position(['proven', 'repaired', 'unchecked', 'disputed'], status)) AS worst
    FROM fact_figure
    WHERE measure = 'amount' AND statement_key IS NOT NULL
    GROUP BY ALL
)
SELECT
    concat_ws(', ', document.file_name, account.account_path, segment.segment_name, amount.fiscal_year_key,
        version.budget_version) AS place,
    concat('amount ', amount.status, ', figures ', coalesce(['proven', 'repaired', 'unchecked', 'disputed'][worst], 'none'))
        AS value,
    list_position(['proven', 'repaired', 'unchecked', 'disputed'], amount.status) = ranked.worst AS holds
FROM fact_amount AS amount
LEFT JOIN ranked USING (
    document_key, statement_key, account_key, segment_key, fiscal_year_key, budget_version_key, unit_yen
)
LEFT JOIN dim_document AS document ON document.document_key = amount.document_key
LEFT JOIN dim_account AS account ON account.account_key = amount.account_key
LEFT JOIN dim_segment AS segment ON segment.segment_key = amount.segment_key
LEFT JOIN dim_budget_version AS version ON version.budget_version_key = amount.budget_version_key
