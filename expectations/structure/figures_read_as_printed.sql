-- title: A figure's digits and minus sign are those of its cell
-- Cells that are no plain numeral (3億823万円) are not judged here.
WITH numeral AS (
    SELECT
        *,
        regexp_replace(
            translate(printed_text, '０１２３４５６７８９，．（）－−‐　', '0123456789,.()--- '), '\s|[*＊※].*$', '', 'g'
        ) AS plain
    FROM fact_figure
    WHERE printed_yen IS NOT NULL
)
SELECT
    concat(document.file_name, ', line ', numeral.source_line, ', cell ', numeral.source_column) AS place,
    concat('printed ', numeral.printed_text, ', read ', numeral.printed_yen) AS value,
    regexp_replace(plain, '[^0-9]', '', 'g')::HUGEINT * numeral.unit_yen = abs(numeral.printed_yen::HUGEINT)
    AND (NOT regexp_matches(plain, '^[△▲⊿-]') OR numeral.printed_yen <= 0)
    AND (NOT regexp_matches(plain, '^[0-9]') OR numeral.printed_yen >= 0) AS holds
FROM numeral
LEFT JOIN dim_document AS document ON document.document_key = numeral.document_key
WHERE regexp_full_match(plain, '[△▲⊿-]?\(?[△▲⊿-]?[0-9]{1,30}([,.][0-9]{1,30}){0,9}\)?')
