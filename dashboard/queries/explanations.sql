SELECT
    explanation.document_key,
    explanation.dispute_number,
    explanation.explanation_number,
    explanation.cost,
    explanation.figure_key,
    explanation.settled_yen,
    explanation.kind
FROM fact_explanation AS explanation
JOIN batch USING (document_key)
ORDER BY explanation.document_key, explanation.dispute_number, explanation.explanation_number, explanation.explanation_key
