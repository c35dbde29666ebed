-- title: A proven or repaired figure has an amount
SELECT
    concat(document.file_name, ', line ', figure.source_line, ', cell ', figure.source_column) AS place,
    concat(figure.status, ', printed ', figure.printed_text) AS value,
    figure.amount_yen IS NOT NULL AS holds
FROM fact_figure AS figure
LEFT JOIN dim_document AS document USING (document_key)
WHERE figure.status IN ('proven', 'repaired')
