-- title: A quantity is the value of the number that is printed in it
-- Where the number itself is missing its line says so: numbers_cover_their_lines.
SELECT
    concat(document.file_name, ', line ', quantity.source_line) AS place,
    concat(quantity.subject, ' ', quantity.quantity, ' ', quantity.unit, ', printed ', quantity.printed_text) AS value,
    coalesce(
        number.holds,
        contains(passage.text, quantity.printed_text),
        list_contains(document.written_lines, quantity.source_line),
        false
    ) AS holds
FROM fact_quantity AS quantity
LEFT JOIN dim_document AS document USING (document_key)
LEFT JOIN fact_passage AS passage
    ON passage.document_key = quantity.document_key AND passage.source_line = quantity.source_line
LEFT JOIN (
    SELECT quantity_key, bool_or(number.number_value IS NOT DISTINCT FROM quantity.quantity) AS holds
    FROM fact_quantity AS quantity
    JOIN fact_number AS number
        ON number.document_key = quantity.document_key
        AND number.source_line = quantity.source_line
        AND number.start_character >= quantity.start_character
        AND number.end_character <= quantity.end_character
    GROUP BY quantity_key
) AS number USING (quantity_key)
