-- title: No figure that rests on an assumption is proven or repaired
SELECT
    concat(document.file_name, ', line ', figure.source_line, ', cell ', figure.source_column) AS place,
    concat(figure.status, ': ', figure.assumption) AS value,
    figure.status IN ('unchecked', 'disputed') AS holds
FROM fact_figure AS figure
LEFT JOIN dim_document AS document USING (document_key)
WHERE figure.assumption IS NOT NULL
