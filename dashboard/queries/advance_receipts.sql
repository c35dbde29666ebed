SELECT
    receipt.document_key,
    receipt.purpose,
    receipt.fiscal_year_key AS fiscal_year,
    version.budget_version,
    receipt.is_total,
    receipt.measure,
    receipt.amount_yen,
    receipt.status,
    receipt.figure_key
FROM fact_advance_receipt AS receipt
JOIN batch USING (document_key)
JOIN dim_budget_version AS version USING (budget_version_key)
ORDER BY receipt.document_key, receipt.source_line, receipt.advance_receipt_key
