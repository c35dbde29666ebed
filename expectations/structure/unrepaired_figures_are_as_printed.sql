-- title: A figure that is not repaired has the value that is printed
-- What a person corrected by hand has that of the correction; an empty cell is nil. A repair that rests on an assumption
-- leaves the figure unchecked: repairs_match_figures judges it.
SELECT
    concat(document.file_name, ', line ', figure.source_line, ', cell ', figure.source_column) AS place,
    concat(figure.status, ', printed ', figure.printed_yen, ', settled ', figure.amount_yen, ' yen') AS value,
    figure.amount_yen = coalesce(figure.printed_yen, 0)
    OR (figure.amount_yen IS NULL AND figure.status = 'disputed') AS holds
FROM fact_figure AS figure
LEFT JOIN dim_document AS document ON document.document_key = figure.document_key
WHERE figure.status <> 'repaired' AND figure.figure_key NOT IN (SELECT figure_key FROM fact_correction)
    AND NOT (
        figure.status = 'unchecked' AND figure.assumption IS NOT NULL
        AND figure.figure_key IN (SELECT figure_key FROM fact_repair)
    )
