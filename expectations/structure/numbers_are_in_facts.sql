-- title: A number is said to be in a fact where its line and cell hold that fact, and nowhere else
-- Documents that were read before the cells of numbers were kept (written_lines NULL) are judged by their lines.
WITH placed AS (
    SELECT
        number.*,
        document.file_name,
        document.written_lines IS NULL AS is_without_cells,
        regexp_replace(number.printed_text, '[^0-9０-９]', '', 'g') AS digits
    FROM fact_number AS number
    LEFT JOIN dim_document AS document USING (document_key)
),
beside AS (
    SELECT
        placed.number_key,
        bool_or(is_without_cells OR figure.source_column = placed.source_column) AS is_in_cell,
        -- A note's mark, or the digits of a tag, in the cell of a figure are not the figure.
        bool_or(digits <> '' AND contains(regexp_replace(figure.printed_text, '[^0-9０-９]', '', 'g'), digits)
            AND coalesce(figure.source_column = placed.source_column, true)) AS is_figure
    FROM placed
    JOIN fact_figure AS figure USING (document_key, source_line)
    GROUP BY placed.number_key
),
within AS (
    SELECT DISTINCT placed.number_key
    FROM placed
    JOIN fact_quantity AS quantity
        ON quantity.document_key = placed.document_key
        AND quantity.source_line = placed.source_line
        AND placed.start_character >= quantity.start_character
        AND placed.end_character <= quantity.end_character
)
SELECT
    concat(coalesce(placed.file_name, 'document ' || placed.document_key), ', line ', placed.source_line, ', character ',
        placed.start_character) AS place,
    concat(placed.printed_text, ', ', placed.number_role) AS value,
    CASE placed.number_role
        WHEN 'figure' THEN coalesce(beside.is_in_cell, beside.is_figure, false)
        WHEN 'quantity' THEN within.number_key IS NOT NULL
        -- In prose another number of the line may have a figure's digits: (2) beside 2百万円.
        ELSE within.number_key IS NULL
            AND NOT (coalesce(beside.is_figure, false) AND placed.source_column IS NOT NULL)
    END AS holds
FROM placed
LEFT JOIN beside USING (number_key)
LEFT JOIN within USING (number_key)
