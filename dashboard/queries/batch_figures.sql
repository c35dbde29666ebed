-- The figures of the documents in the table batch, each with its number within its document: the pages name it by that.
CREATE OR REPLACE TEMP TABLE batch_figure AS
SELECT
    figure.*,
    row_number() OVER (PARTITION BY figure.document_key ORDER BY figure.source_line, figure.source_column) - 1 AS number
FROM fact_figure AS figure
JOIN batch USING (document_key)
