INSERT INTO fact_explanation
SELECT row_number() OVER (ORDER BY row_of_batch) + (SELECT coalesce(max(explanation_key), 0) FROM fact_explanation),
    document_key, dispute_number, explanation_number, cost, figure_id + first_figure_key, settled_yen, kind
FROM staged_explanation
JOIN new_document USING (document_id)
