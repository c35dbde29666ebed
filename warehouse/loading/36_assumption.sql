INSERT INTO fact_assumption
SELECT row_number() OVER (ORDER BY row_of_batch) + (SELECT coalesce(max(assumption_key), 0) FROM fact_assumption),
    document_key, figure_id + first_figure_key, subject, words
FROM staged_assumption
JOIN new_document USING (document_id)
