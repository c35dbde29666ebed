-- title: Every line of a text that is not blank is one passage
-- Which lines these are the text alone tells: dim_document.written_lines, NULL where it was read before that was kept.
WITH written AS (
    SELECT document_key, file_name, unnest(written_lines) AS source_line
    FROM dim_document
    WHERE is_current
),
passed AS (
    SELECT document_key, source_line, count(*) AS passages
    FROM fact_passage
    JOIN dim_document USING (document_key)
    WHERE is_current AND written_lines IS NOT NULL
    GROUP BY ALL
)
SELECT
    concat(coalesce(written.file_name, 'document ' || document_key), ', line ', source_line) AS place,
    if(written.file_name IS NULL, 'a passage of a line that is blank', concat(coalesce(passed.passages, 0), ' passages'))
        AS value,
    written.file_name IS NOT NULL AND passed.passages IS NOT DISTINCT FROM 1 AS holds
FROM written
FULL JOIN passed USING (document_key, source_line)
