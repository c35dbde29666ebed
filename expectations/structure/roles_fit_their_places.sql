-- title: What a number is said to be fits the words around it and its place in the line
-- Numbers in the place of a figure or a quantity are judged by numbers_are_in_facts. Of the others only clear cases are
-- judged: 年 behind 平成27, a raised mark, 第 before and 条 behind, a number that begins a heading or fills its cell.
-- What stands far before a number tells nothing of it, and a text without line ends is not judged: to copy its one line
-- for each of its numbers takes the square of its size.
WITH spelling AS (
    SELECT '（）［］０１２３４５６７８９' AS wide, '()[]0123456789' AS narrow
),
other AS (
    SELECT number.*, passage.passage_kind, passage.text, coalesce(passage.line_text, passage.text) AS line
    FROM fact_number AS number
    JOIN fact_passage AS passage USING (document_key, source_line)
    WHERE length(passage.text) <= 20000
    AND NOT EXISTS (
        FROM fact_figure AS figure
        WHERE figure.document_key = number.document_key AND figure.source_line = number.source_line
            AND figure.source_column = number.source_column
    )
    AND NOT EXISTS (
        FROM fact_quantity AS quantity
        WHERE quantity.document_key = number.document_key AND quantity.source_line = number.source_line
            AND number.start_character BETWEEN quantity.start_character AND quantity.end_character - 1
    )
),
-- What stands before and behind in its paragraph or cell. Where pipes or spaces set the cells of a line apart, the cell
-- tells, if it has the digits once.
beside AS (
    SELECT
        *,
        split_part(right(left(line, start_character), 200), E'\t', -1) AS before_raw,
        split_part(substr(line, end_character + 1, 12), E'\t', 1) AS behind_raw,
        length(line) - length(ltrim(line, E' \t　')) >= start_character AS is_first
    FROM other
    WHERE (source_column IS NULL OR contains(line, E'\t'))
        AND substr(line, start_character + 1, length(printed_text)) = printed_text
    UNION ALL
    SELECT
        *,
        split_part(split_part(text, E'\t', source_column + 1), printed_text, 1),
        split_part(split_part(text, E'\t', source_column + 1), printed_text, 2),
        trim(array_to_string(string_split(text, E'\t')[1:source_column], ''), ' 　') = ''
            AND starts_with(trim(split_part(text, E'\t', source_column + 1), ' 　'), printed_text)
    FROM other
    WHERE source_column IS NOT NULL AND NOT contains(line, E'\t')
        AND len(string_split(split_part(text, E'\t', source_column + 1), printed_text)) = 2
),
placed AS (
    SELECT
        *,
        -- Without spaces and in one width.
        regexp_replace(translate(before_raw, wide, narrow), '^.*<(p|br|/p)[ /]*>|[\s\p{Z}\p{Cf}]', '', 'g') AS before,
        regexp_replace(translate(behind_raw, wide, narrow), '[\s\p{Z}\p{Cf}]', '', 'g') AS behind
    FROM beside
    CROSS JOIN spelling
),
-- Joined by equality: to seek figures within some lines of each number takes the square of a text's size.
figure_digits AS (
    SELECT DISTINCT document_key, source_line, regexp_replace(printed_text, '[^0-9]', '', 'g') AS digits
    FROM fact_figure
),
by_figures AS (
    SELECT DISTINCT document_key, source_line + unnest(range(-9, 10)) AS source_line
    FROM (SELECT DISTINCT document_key, source_line FROM fact_figure)
),
clue AS (
    SELECT
        placed.*,
        regexp_full_match(printed_text, '[⁰¹²³⁴-⁹]+') AS is_raised,
        -- 10 (2), ①- 6, (1) 1: a heading may carry the number of another list before its own.
        regexp_full_match(before, '([①-⑳]|[0-9]{1,2})?[-.)－]*[-・•*#(\[【〔「『第■●○◆◇□]*([0-9]{1,2}[-.)－]*){0,3}') AS is_at_start,
        before = '' AND behind = '' AND source_column IS NOT NULL AND regexp_full_match(printed_text, '[0-9０-９,，.]+')
            AS fills_cell,
        (regexp_matches(before, '(平成|令和|昭和|大正|明治)$') AND regexp_matches(behind, '^年'))
            OR (regexp_matches(before, '[0-9元]年度?$') AND regexp_matches(behind, '^月'))
            OR (regexp_matches(before, '年[0-9]{1,2}月$') AND regexp_matches(behind, '^日'))
            OR (regexp_matches(behind, '^年度') AND NOT regexp_matches(before, '第$')) AS is_clearly_date,
        regexp_matches(behind, '^(年|月|日|時|分|四半期|世紀|[-・~〜～、/:：.．－]|から|及び)')
            OR regexp_matches(before, '(平成|令和|昭和|大正|明治|[年月日時]|[0-9][-/:：.．]|[MTSHR])$')
            OR regexp_matches(printed_text, '[0-9][./:-][0-9]') AS may_be_date,
        regexp_matches(before, '第$') AND regexp_matches(behind, '^(条|項|号|回)') AS is_clearly_named,
        (before LIKE '%(' AND behind LIKE ')%') OR NOT regexp_matches(printed_text, '[0-9０-９]') AS may_enumerate,
        -- 16百万円: an amount that a figure of its line tells.
        regexp_matches(behind, '^[百千万億兆]*円') AND figure_digits.digits IS NOT NULL AS is_amount,
        by_figures.source_line IS NOT NULL AS is_by_figures
    FROM placed
    LEFT JOIN figure_digits
        ON figure_digits.document_key = placed.document_key AND figure_digits.source_line = placed.source_line
        AND figure_digits.digits = regexp_replace(placed.printed_text, '[^0-9]', '', 'g')
    LEFT JOIN by_figures
        ON by_figures.document_key = placed.document_key AND by_figures.source_line = placed.source_line
)
SELECT
    concat(document.file_name, ', line ', clue.source_line, ', character ', clue.start_character) AS place,
    concat(right(clue.before, 12), '[', clue.printed_text, ']', clue.behind, ': ', clue.number_role) AS value,
    CASE
        WHEN number_role IN ('figure', 'quantity', 'unexplained') THEN true
        WHEN is_amount THEN false
        WHEN passage_kind = 'page_number' THEN number_role = 'page_number'
        WHEN is_clearly_date THEN number_role = 'date'
            -- 27 年度 on a line of its own is read as a heading that is numbered.
            OR (number_role = 'heading_number' AND is_at_start AND passage_kind = 'heading')
        WHEN is_clearly_named THEN number_role = 'identifier' OR (number_role = 'heading_number' AND is_at_start)
        WHEN is_raised THEN number_role = 'footnote_mark' OR NOT (before = '' OR regexp_matches(before, '([一-龥ァ-ヶ)」』ー]|[A-Z]{2})$'))
        WHEN fills_cell THEN CASE number_role
            WHEN 'heading_number' THEN is_first
            WHEN 'page_number' THEN NOT is_first
            ELSE number_role = 'ratio' AND is_by_figures
        END
        ELSE CASE number_role
            WHEN 'footnote_mark' THEN regexp_matches(before, '[※*＊注]$') OR regexp_matches(printed_text, '^[※*]')
            WHEN 'page_number'
                THEN regexp_matches(behind, '^(ページ|頁)') OR regexp_matches(before, '([Pp][.．]?([0-9]+-)?|\.{3}|・{3})$')
            WHEN 'ratio' THEN source_column IS NOT NULL AND is_by_figures
            WHEN 'heading_number' THEN is_at_start AND passage_kind = 'heading'
            WHEN 'list_number' THEN
                (is_at_start AND passage_kind <> 'heading') OR (may_enumerate AND NOT is_at_start)
                OR source_column IS NOT NULL
            WHEN 'date' THEN may_be_date
            -- (1) or 1 at the start of a line numbers it, but for 第3条, 3条, 「3 公的個人認証サービス」.
            WHEN 'identifier' THEN source_column IS NOT NULL OR NOT is_at_start OR regexp_matches(before, '[第「『]$')
                OR regexp_matches(behind, '^([)]?[A-Za-z・~〜～、]|条|項|号|丁目|番|階|級|位|次|版|つ目|回目)')
            ELSE true
        END
    END AS holds
FROM clue
LEFT JOIN dim_document AS document USING (document_key)
