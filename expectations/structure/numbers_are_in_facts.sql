-- title: A number said to be in a fact is in one
SELECT
    concat(number.document_key, ', line ', number.source_line, ', character ', number.start_character) AS place,
    number.printed_text AS value,
    CASE number.number_role
        WHEN 'figure' THEN EXISTS (
            FROM fact_figure AS figure
            WHERE figure.document_key = number.document_key AND figure.source_line = number.source_line
        )
        ELSE EXISTS (
            FROM fact_quantity AS quantity
            WHERE quantity.document_key = number.document_key
                AND quantity.source_line = number.source_line
                AND number.start_character >= quantity.start_character
                AND number.end_character <= quantity.end_character
        )
    END AS holds
FROM fact_number AS number
WHERE number.number_role IN ('figure', 'quantity')
