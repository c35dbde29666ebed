-- title: Commitments, their changes and advance receipts say what their figures say
WITH copy AS (
    SELECT 'fact_commitment' AS table_name, document_key, figure_key, limit_yen AS amount_yen, status, source_line
    FROM fact_commitment
    UNION ALL
    SELECT 'fact_advance_receipt', document_key, figure_key, amount_yen, status, source_line
    FROM fact_advance_receipt
    UNION ALL
    SELECT 'fact_commitment_change', document_key, figure_key, change_yen, status, source_line
    FROM fact_commitment_change
)
SELECT
    concat(document.file_name, ', line ', copy.source_line, ', ', copy.table_name) AS place,
    concat(copy.status, ' ', coalesce(copy.amount_yen::VARCHAR, 'no amount')) AS value,
    figure.figure_key IS NOT NULL
    AND figure.document_key = copy.document_key
    AND figure.status = copy.status
    AND figure.amount_yen IS NOT DISTINCT FROM copy.amount_yen AS holds
FROM copy
LEFT JOIN fact_figure AS figure USING (figure_key)
LEFT JOIN dim_document AS document ON document.document_key = copy.document_key
