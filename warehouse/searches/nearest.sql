-- Passages by how well their pairs of letters match (BM25); at the least a third of the best one's score.
WITH scored AS (
    SELECT *, fts_main_pairs.match_bm25(passage_key, getvariable('pairs')) AS score
    FROM pairs
    WHERE len(getvariable('kinds')) = 0 OR list_contains(getvariable('kinds'), part_kind)
)
SELECT file_name, source_line, part_title, section_title, passage_kind, text, true AS is_near
FROM scored
WHERE score > (SELECT max(score) / 3 FROM scored)
ORDER BY score DESC, file_name DESC, source_line
LIMIT getvariable('hits')
