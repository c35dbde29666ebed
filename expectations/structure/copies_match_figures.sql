-- title: Commitments, their changes and advance receipts say what their figures say
-- A change is of as many figures as tell of it, and has no status of one of them.
WITH copy AS (
    SELECT 'fact_commitment' AS table_name, document_key, figure_key, limit_yen AS amount_yen, status, source_line
    FROM fact_commitment
    UNION ALL
    SELECT 'fact_advance_receipt', document_key, figure_key, amount_yen, status, source_line
    FROM fact_advance_receipt
    UNION ALL
    SELECT 'fact_commitment_change', document_key, figure_key, stated_change_yen, NULL, source_line
    FROM fact_commitment_change
    WHERE figure_key IS NOT NULL
    UNION ALL
    SELECT 'fact_commitment_change', change.document_key, limits.figure_key, told.limit_yen, NULL, change.source_line
    FROM fact_commitment_change AS change
    CROSS JOIN unnest([
        {commitment_key: change.commitment_key, limit_yen: change.after_yen},
        {commitment_key: change.before_commitment_key, limit_yen: change.before_yen}
    ]) AS side (told)
    JOIN fact_commitment AS limits ON limits.commitment_key = told.commitment_key
)
SELECT
    concat(document.file_name, ', line ', copy.source_line, ', ', copy.table_name) AS place,
    concat(copy.status, ' ', coalesce(copy.amount_yen::VARCHAR, 'no amount')) AS value,
    figure.figure_key IS NOT NULL
    AND figure.document_key = copy.document_key
    AND (copy.status IS NULL OR figure.status = copy.status)
    AND figure.amount_yen IS NOT DISTINCT FROM copy.amount_yen AS holds
FROM copy
LEFT JOIN fact_figure AS figure USING (figure_key)
LEFT JOIN dim_document AS document ON document.document_key = copy.document_key
