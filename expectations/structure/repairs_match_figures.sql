-- title: Every repaired figure has its proof, and every proof its repaired figure
SELECT
    concat(document.file_name, ', line ', figure.source_line, ', cell ', figure.source_column) AS place,
    concat('figure ', coalesce(figure.figure_key, repair.figure_key), ' is ', coalesce(figure.status, 'missing'),
        ', repaired to ', coalesce(repair.settled_yen::VARCHAR, 'nothing')) AS value,
    -- What rests on an assumption is repaired as far as that holds.
    (figure.status = 'repaired' OR (figure.status = 'unchecked' AND figure.assumption IS NOT NULL))
    AND repair.settled_yen = figure.amount_yen
    AND repair.printed_yen IS NOT DISTINCT FROM figure.printed_yen
    AND len(repair.identities_after) > 0 AS holds
FROM (FROM fact_figure WHERE status = 'repaired' OR figure_key IN (SELECT figure_key FROM fact_repair)) AS figure
FULL JOIN fact_repair AS repair ON repair.figure_key = figure.figure_key
LEFT JOIN dim_document AS document
    ON document.document_key = coalesce(figure.document_key, repair.document_key)
