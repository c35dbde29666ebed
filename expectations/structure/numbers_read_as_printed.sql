-- title: A number has the value of its digits
-- A point before exactly three digits may part thousands, as the cell's neighbours tell, or the commas before it.
-- What is no plain numeral (約66万, 三, ④, 2 7 in one cell) is not judged here; whether a figure is negative its cell tells.
WITH plain AS (
    SELECT
        *,
        regexp_replace(translate(printed_text, '０１２３４５６７８９，．', '0123456789,.'), '[\s　]', '', 'g') AS grouped,
        replace(grouped, ',', '') AS digits
    FROM fact_number
    WHERE number_value IS NOT NULL
)
SELECT
    concat(document.file_name, ', line ', plain.source_line, ', character ', plain.start_character) AS place,
    concat('printed ', plain.printed_text, ', read ', plain.number_value) AS value,
    abs(plain.number_value) = plain.digits::DECIMAL(38, 6)
        OR (
            regexp_full_match(plain.grouped, '[0-9]{1,3}(,[0-9]{3})*\.[0-9]{3}')
            AND abs(plain.number_value) = replace(plain.digits, '.', '')::DECIMAL(38, 6)
        ) AS holds
FROM plain
LEFT JOIN dim_document AS document USING (document_key)
WHERE regexp_full_match(plain.digits, '[0-9]{1,30}(\.[0-9]{1,6})?')
