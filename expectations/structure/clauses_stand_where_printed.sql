-- title: An amending clause acts on the article, paragraph and items that its words name
-- A clause that names none acts where the one before it does. Kanji numerals (第三条) are not judged; the mark of a note
-- within a number (第⁶7条) is no digit of it.
WITH clause AS (
    SELECT
        * EXCLUDE (printed_text),
        regexp_replace(translate(printed_text, '０１２３４５６７８９', '0123456789'), '[\s　⁰¹²³⁴-⁹]', '', 'g') AS printed_text
    FROM fact_rule_clause
),
unquoted AS (
    SELECT *, regexp_replace(regexp_replace(printed_text, '「[^「」]*」', '', 'g'), '「[^「」]*」', '', 'g') AS words
    FROM clause
),
named AS (
    SELECT
        *,
        regexp_extract_all(regexp_replace(words, '条の([0-9])', 'の\1条', 'g'), '第([0-9]+(?:の[0-9]+)*)条', 1) AS articles,
        regexp_extract_all(words, '第([0-9]+)項', 1) AS paragraphs,
        regexp_extract_all(words, '第([0-9]+)号', 1) AS items,
        regexp_extract(item_number, '^[0-9]+') AS item,
        try_cast(regexp_extract(words, '([0-9]+)[条項号]ずつ', 1) AS INTEGER) AS step,
        action = 'add' AS is_added,
        lag(article_number) OVER in_order AS article_before,
        lag(paragraph_number) OVER in_order AS paragraph_before,
        lag(item_number) OVER in_order AS item_before
    FROM unquoted
    WINDOW in_order AS (PARTITION BY rule_change_key ORDER BY clause_number)
),
printed AS (
    SELECT
        named.rule_clause_key,
        regexp_replace(translate(string_agg(passage.text, '' ORDER BY passage.source_line), '０１２３４５６７８９', '0123456789'),
            '[\s　⁰¹²³⁴-⁹]', '', 'g') AS lines,
        regexp_replace(translate(any_value(passage.text) FILTER (passage.source_line = named.first_line),
            '０１２３４５６７８９', '0123456789'), '[\s　⁰¹²³⁴-⁹]', '', 'g') AS line
    FROM named
    JOIN fact_passage AS passage
        ON passage.document_key = named.document_key
        AND passage.source_line BETWEEN named.first_line AND greatest(named.first_line, named.last_line)
    GROUP BY named.rule_clause_key
),
judged AS (
    SELECT
        named.*,
        -- What is put after 第3号 is the fourth, and what is put before it takes its number.
        CASE
            WHEN len(articles) = 0
                THEN article_number IS NOT DISTINCT FROM article_before OR regexp_matches(words, '別表|附則|様式|題名|目次|別記')
            ELSE list_contains(articles, article_number)
                OR (is_added AND list_contains(articles, (try_cast(article_number AS INTEGER) - 1)::VARCHAR))
        END AS is_in_article,
        CASE
            WHEN len(paragraphs) = 0 AND len(articles) > 0
                THEN paragraph_number IS NULL OR (is_added AND regexp_matches(words, '[0-9]項を加える'))
            WHEN len(paragraphs) = 0
                THEN paragraph_number IS NOT DISTINCT FROM paragraph_before
                    OR (is_added AND regexp_matches(words, '[0-9]項を加える'))
            -- 第3条及び第4条第2項: each article with the paragraph that follows it.
            WHEN len(articles) > 1 AND paragraph_number IS NULL
                THEN NOT regexp_matches(words, concat('第', article_number, '条第[0-9]+項'))
            ELSE list_contains(paragraphs, paragraph_number)
                OR (is_added AND list_contains(paragraphs, (try_cast(paragraph_number AS INTEGER) - 1)::VARCHAR))
        END AS is_in_paragraph,
        CASE
            WHEN len(items) = 0 AND is_added
                THEN item_number IS NULL OR printed.lines IS NULL OR regexp_matches(words, '同号')
                    OR regexp_matches(printed.lines, concat('[(（]?', item, '[)）.．]?'))
            WHEN len(items) = 0 THEN item_number IS NULL OR item_number IS NOT DISTINCT FROM item_before
            WHEN action = 'renumber' THEN item = items[1] -- 第5号を第6号とし
            ELSE list_contains(items, item)
                OR (is_added AND list_contains(items, (try_cast(item AS INTEGER) - 1)::VARCHAR))
        END
        AND (
            last_item_number IS NULL
            OR (len(items) > 1 AND last_item_number = items[-1] AND contains(words, 'まで'))
        ) AS is_at_item,
        CASE
            WHEN moved_to IS NULL THEN action <> 'renumber'
            WHEN step IS NOT NULL
                THEN abs(try_cast(moved_to AS INTEGER) - coalesce(item, paragraph_number, article_number)::INTEGER) = step
            ELSE moved_to = CASE WHEN len(items) > 0 THEN items WHEN len(paragraphs) > 0 THEN paragraphs ELSE articles END[-1]
        END AS is_moved_there,
        -- Beside a line that is missing, which lines_are_passages tells.
        first_line <= last_line AND coalesce(contains(printed.line, left(printed_text, 8)), true) AS is_in_lines
    FROM named
    LEFT JOIN printed USING (rule_clause_key)
)
SELECT
    concat(document.file_name, ', line ', judged.first_line, ', clause ', judged.clause_number) AS place,
    concat_ws(' ', 'article', judged.article_number, 'paragraph', judged.paragraph_number, 'item', judged.item_number,
        judged.last_item_number, 'to', judged.moved_to, 'of', judged.printed_text) AS value,
    coalesce(
        regexp_matches(judged.words, '第[〇一二三四五六七八九十百]')
        OR (judged.is_in_article AND judged.is_in_paragraph AND judged.is_at_item AND judged.is_moved_there),
        false
    ) AND judged.is_in_lines AS holds
FROM judged
LEFT JOIN dim_document AS document USING (document_key)
