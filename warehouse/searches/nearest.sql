-- Passages by how well their pairs of letters match (BM25); at the least a third of the best one's score.
WITH scored AS (
    SELECT *, fts_main_pairs.match_bm25(passage_key, $pairs) AS score
    FROM pairs
    WHERE len($kinds::VARCHAR[]) = 0 OR list_contains($kinds, part_kind)
)
SELECT file_name, source_line, part_title, section_title, passage_kind, text, true AS is_near
FROM scored
WHERE score > (SELECT max(score) / 3 FROM scored)
ORDER BY score DESC, file_name DESC, source_line
LIMIT $limit
