-- Every passage as pairs of letters, the words of an index for a language that is written without spaces.
CREATE TABLE pairs AS
SELECT
    row_number() OVER () AS passage_key,
    *,
    array_to_string(
        list_transform(range(1, greatest(len(search_text), 2)), lambda position: search_text[position : position + 1]),
        ' '
    ) AS letter_pairs
FROM passages
WHERE passage_kind <> 'page_number'
