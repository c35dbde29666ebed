-- title: The numbers of a line hold all its digits, in their order
-- So a number that is lost is noticed, whatever it was. Superscripts and circled numbers are digits as others are.
WITH told AS (
    SELECT document_key, source_line, string_agg(printed_text, '' ORDER BY start_character) AS numbers
    FROM fact_number
    GROUP BY ALL
),
digits AS (
    SELECT
        passage.document_key,
        passage.source_line,
        passage.text,
        regexp_replace(translate(passage.text, wide, '01234567890123456789'), '[^0-9]', '', 'g') AS printed,
        regexp_replace(translate(coalesce(told.numbers, ''), wide, '01234567890123456789'), '[^0-9]', '', 'g') AS told
    FROM fact_passage AS passage
    CROSS JOIN (SELECT '０１２３４５６７８９⁰¹²³⁴⁵⁶⁷⁸⁹' AS wide)
    LEFT JOIN told USING (document_key, source_line)
)
SELECT
    concat(document.file_name, ', line ', digits.source_line) AS place,
    concat('digits ', digits.printed, ', in its numbers ', digits.told) AS value,
    digits.printed = digits.told AS holds
FROM digits
LEFT JOIN dim_document AS document USING (document_key)
WHERE digits.printed <> '' OR digits.told <> ''
