-- title: At most a quarter of a document's statement figures is disputed
-- A document with more was not understood; publishing it would put noise in place of figures.
SELECT
    document_key,
    count(*) FILTER (WHERE status = 'disputed') || ' of ' || count(*) || ' statement figures are disputed, in lines '
    || array_to_string(list_sort(list(DISTINCT source_line) FILTER (WHERE status = 'disputed'))[1:8], ', ')
    || if(count(DISTINCT source_line) FILTER (WHERE status = 'disputed') > 8, ', …', '') AS reason
FROM fact_figure
WHERE statement_key IS NOT NULL
GROUP BY document_key
HAVING count(*) FILTER (WHERE status = 'disputed') > 0.25 * count(*)
