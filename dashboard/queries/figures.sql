SELECT
    figure.document_key,
    figure.figure_key,
    figure.source_line,
    figure.source_column,
    passage.source_page,
    figure.statement_key,
    figure.account_key,
    figure.segment_key,
    figure.label,
    figure.fiscal_year_key AS fiscal_year,
    version.budget_version,
    figure.measure,
    figure.printed_text,
    figure.printed_yen,
    figure.amount_yen,
    figure.unit_yen,
    figure.status,
    figure.implied_low_yen,
    figure.implied_high_yen,
    figure.table_number
FROM batch_figure AS figure
JOIN dim_budget_version AS version USING (budget_version_key)
LEFT JOIN (FROM fact_passage JOIN batch USING (document_key)) AS passage
    ON passage.document_key = figure.document_key AND passage.source_line = figure.source_line
ORDER BY figure.document_key, figure.number
