-- Passages by how well their pairs of letters match (BM25); at the least a third of the best one's score. One that
-- shares less than half of what is sought has nothing to do with it, though it be the nearest.
WITH sought AS (
    SELECT list_distinct(string_split(getvariable('pairs'), ' ')) AS sought_pairs
),
scored AS (
    SELECT pairs.*, fts_main_pairs.match_bm25(passage_key, getvariable('pairs')) AS score
    FROM pairs
    CROSS JOIN sought
    WHERE (len(getvariable('kinds')) = 0 OR list_contains(getvariable('kinds'), part_kind))
        AND 2 * len(list_filter(sought_pairs, lambda pair: contains(search_text, pair))) >= len(sought_pairs)
)
SELECT file_name, source_line, part_title, section_title, passage_kind, text, true AS is_near
FROM scored
WHERE score > (SELECT max(score) / 3 FROM scored)
ORDER BY score DESC, file_name DESC, source_line
LIMIT getvariable('hits')
