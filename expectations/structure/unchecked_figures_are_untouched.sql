-- title: An unchecked figure is touched by no identity, or rests on an assumption (of unit, year, sign, …)
SELECT
    concat(document.file_name, ', line ', figure.source_line, ', cell ', figure.source_column) AS place,
    concat('printed ', figure.printed_text) AS value,
    figure.assumption IS NOT NULL
    OR figure.figure_key NOT IN (SELECT unnest(terms).figure_key FROM fact_identity_check) AS holds
FROM fact_figure AS figure
LEFT JOIN dim_document AS document USING (document_key)
WHERE figure.status = 'unchecked'
