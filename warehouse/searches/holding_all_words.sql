-- Passages that hold every word: titles first, then by how often they name the first word.
SELECT file_name, source_line, part_title, section_title, passage_kind, text, false AS is_near
FROM passages
WHERE list_bool_and(list_transform($words::VARCHAR[], lambda word: contains(search_text, word)))
    AND (len($kinds::VARCHAR[]) = 0 OR list_contains($kinds, part_kind))
ORDER BY
    passage_kind <> 'heading',
    passage_kind = 'table_row',
    (len(search_text) - len(replace(search_text, $words[1], ''))) // len($words[1]) DESC,
    file_name DESC,
    source_line
LIMIT $limit
