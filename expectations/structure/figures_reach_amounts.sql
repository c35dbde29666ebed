-- title: Every statement figure of a current document is in the settled amounts
SELECT
    concat(document.file_name, ', line ', figure.source_line, ', cell ', figure.source_column) AS place,
    figure.label AS value,
    EXISTS (
        FROM fact_amount AS amount
        WHERE amount.document_key = figure.document_key
            AND amount.statement_key = figure.statement_key
            AND amount.account_key = figure.account_key
            AND amount.segment_key = figure.segment_key
            AND amount.fiscal_year_key = figure.fiscal_year_key
            AND amount.budget_version_key = figure.budget_version_key
    ) AS holds
FROM fact_figure AS figure
JOIN dim_document AS document USING (document_key)
WHERE document.is_current AND figure.measure = 'amount' AND figure.statement_key IS NOT NULL
