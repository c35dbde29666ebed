-- title: No two quantities share a character of their line
WITH beside AS (
    SELECT
        *,
        lead(start_character) OVER (PARTITION BY document_key, source_line ORDER BY start_character, end_character)
            AS next_start
    FROM fact_quantity
)
SELECT
    concat(document.file_name, ', line ', beside.source_line, ', character ', beside.start_character) AS place,
    beside.printed_text AS value,
    beside.next_start IS NULL OR beside.end_character <= beside.next_start AS holds
FROM beside
LEFT JOIN dim_document AS document USING (document_key)
