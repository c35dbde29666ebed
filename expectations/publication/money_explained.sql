-- title: At most half of a document's amounts of money stand in no table or sentence that was understood
-- An amount of money is a number with thousands separators, or one in a row of a table. Of a document with more that
-- nothing accounts for, the tables were not read: publishing it would put a few figures in place of all.
WITH money AS (
    SELECT number.document_key, number.source_line, number.number_role = 'unexplained' AS is_unexplained
    FROM fact_number AS number
    JOIN fact_passage AS passage USING (document_key, source_line)
    WHERE regexp_matches(number.printed_text, '[0-9０-９]{1,3}([,，][0-9０-９]{3})+')
        OR passage.passage_kind = 'table_row'
)
SELECT
    document_key,
    count(*) FILTER (WHERE is_unexplained) || ' of ' || count(*) || ' amounts of money ('
    || round(100 * count(*) FILTER (WHERE is_unexplained) / count(*))::INTEGER
    || ' %) stand in no table or sentence that was understood, in lines '
    || array_to_string(list_sort(list(DISTINCT source_line) FILTER (WHERE is_unexplained))[1:8], ', ')
    || if(count(DISTINCT source_line) FILTER (WHERE is_unexplained) > 8, ', …', '') AS reason
FROM money
GROUP BY document_key
HAVING count(*) FILTER (WHERE is_unexplained) > 0.5 * count(*) AND count(*) >= 10
