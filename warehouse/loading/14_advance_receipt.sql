INSERT INTO fact_advance_receipt
SELECT row_number() OVER (ORDER BY row_of_batch)
    + (SELECT coalesce(max(advance_receipt_key), 0) FROM fact_advance_receipt),
    document_key, figure_id + first_figure_key, fiscal_year_key, budget_version_key, purpose,
    staged_advance_receipt.is_total, measure,
    amount_yen, status, source_line, segment_key, segment_evidence, segment_figure_id + first_figure_key
FROM staged_advance_receipt
JOIN new_document USING (document_id)
JOIN dim_fiscal_year USING (fiscal_year)
JOIN dim_budget_version USING (budget_version)
LEFT JOIN dim_segment USING (segment_name)
