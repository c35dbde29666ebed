-- The settled amounts, each with the number of the first figure that prints its value.
WITH printing AS (
    SELECT
        document_key, account_key, segment_key, fiscal_year_key, budget_version_key, unit_yen, amount_yen,
        min(number) AS number
    FROM batch_figure
    WHERE measure = 'amount' AND account_key IS NOT NULL
    GROUP BY ALL
)
SELECT
    amount.document_key,
    amount.statement_key,
    amount.account_key,
    amount.segment_key,
    amount.fiscal_year_key AS fiscal_year,
    version.budget_version,
    version.display_order AS version_order,
    amount.amount_yen,
    amount.unit_yen,
    amount.status,
    printing.number
FROM fact_amount AS amount
JOIN batch USING (document_key)
JOIN dim_budget_version AS version USING (budget_version_key)
LEFT JOIN printing
    ON printing.document_key = amount.document_key
    AND printing.account_key = amount.account_key
    AND printing.segment_key = amount.segment_key
    AND printing.fiscal_year_key = amount.fiscal_year_key
    AND printing.budget_version_key = amount.budget_version_key
    AND printing.unit_yen = amount.unit_yen
    AND printing.amount_yen IS NOT DISTINCT FROM amount.amount_yen
ORDER BY ALL
