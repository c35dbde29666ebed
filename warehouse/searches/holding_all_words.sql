-- Passages that hold every word: titles first, then by how often they name the first word.
SELECT file_name, source_line, part_title, section_title, passage_kind, text, false AS is_near
FROM passages
WHERE list_bool_and(list_transform(getvariable('words'), lambda word: contains(search_text, word)))
    AND (len(getvariable('kinds')) = 0 OR list_contains(getvariable('kinds'), part_kind))
ORDER BY
    passage_kind <> 'heading',
    passage_kind = 'table_row',
    (len(search_text) - len(replace(search_text, getvariable('words')[1], ''))) // len(getvariable('words')[1]) DESC,
    file_name DESC,
    source_line
LIMIT getvariable('hits')
