-- title: The glossary holds the footnotes that are printed, with the terms and the lines that refer to them
WITH note AS (
    SELECT document_key, source_line, text, regexp_extract(text, '^([⁰¹²³⁴-⁹]+|※\d*|\S+)') AS mark
    FROM fact_passage
    WHERE passage_kind = 'footnote'
),
-- A mark in prose is one of a footnote where a footnote has it; what has none is told as a finding.
reference AS (
    SELECT passage.document_key, passage.source_line, passage.text, passage.search_text,
        unnest(list_distinct(regexp_extract_all(passage.text, '[^\s\p{Z}]([⁰¹²³⁴-⁹]+|※\d*)', 1))) AS mark
    FROM fact_passage AS passage
    WHERE passage.passage_kind NOT IN ('footnote', 'table_row', 'page_number')
        AND NOT EXISTS (
            FROM dim_glossary_entry AS entry
            WHERE entry.document_key = passage.document_key
                AND passage.source_line IN (entry.first_line, entry.last_line)
        )
),
entry AS (
    SELECT
        *,
        -- As a text is searched: in one width, without spaces, lower case.
        lower(regexp_replace(term, '[\s　]', '', 'g')) AS search_term
    FROM dim_glossary_entry
),
referred AS (
    SELECT
        entry.glossary_entry_key,
        bool_or(contains(reference.search_text, entry.search_term)) AS has_term,
        -- A mark right behind a word explains that word.
        bool_or(regexp_matches(
            split_part(reference.text, entry.mark, 1), '[一-龥々〆ヵヶァ-ヴーA-Za-zＡ-Ｚａ-ｚ][」』]?[⁰¹²³⁴-⁹]*$'
        )) AS follows_word
    FROM entry
    JOIN reference
        ON reference.document_key = entry.document_key
        AND list_contains(entry.reference_lines, reference.source_line)
        AND reference.mark = entry.mark
    GROUP BY ALL
),
-- Every footnote that is printed has its entry,
judged AS (
    SELECT
        note.document_key,
        note.source_line,
        concat('footnote ', note.mark) AS value,
        bool_or(entry.mark = note.mark AND starts_with(
            -- A note may go on after the end of the page.
            concat(note.mark, ' ', entry.definition), left(note.text, length(note.mark) + 9)
        ))
            AS holds
    FROM note
    LEFT JOIN entry ON entry.document_key = note.document_key AND entry.first_line = note.source_line
    GROUP BY ALL
    UNION ALL
    -- every entry is a footnote that is printed, and has the word before its mark as its term,
    SELECT
        entry.document_key,
        entry.first_line,
        concat('entry ', entry.mark, ', term ', coalesce(entry.term, 'none')),
        coalesce(passage.passage_kind = 'footnote', list_contains(document.written_lines, entry.first_line), false)
        AND CASE
            WHEN entry.term IS NOT NULL THEN coalesce(referred.has_term, true)
            ELSE NOT coalesce(referred.follows_word, false)
        END
    FROM entry
    JOIN dim_document AS document USING (document_key)
    LEFT JOIN fact_passage AS passage
        ON passage.document_key = entry.document_key AND passage.source_line = entry.first_line
    LEFT JOIN referred USING (glossary_entry_key)
    UNION ALL
    -- and every mark in a line is one of the entry that says so.
    SELECT
        reference.document_key,
        reference.source_line,
        concat('mark ', reference.mark),
        bool_or(list_contains(entry.reference_lines, reference.source_line))
    FROM reference
    JOIN entry ON entry.document_key = reference.document_key AND entry.mark = reference.mark
    GROUP BY ALL
    UNION ALL
    SELECT
        entry.document_key,
        passage.source_line,
        concat('said to refer to ', entry.mark),
        contains(passage.text, entry.mark)
    FROM (SELECT document_key, mark, unnest(reference_lines) AS source_line FROM dim_glossary_entry) AS entry
    JOIN fact_passage AS passage USING (document_key, source_line)
)
SELECT concat(document.file_name, ', line ', judged.source_line) AS place, judged.value, coalesce(judged.holds, false) AS holds
FROM judged
LEFT JOIN dim_document AS document USING (document_key)
