SELECT assumption.document_key, assumption.figure_key, assumption.subject, assumption.words
FROM fact_assumption AS assumption
JOIN batch_figure AS figure USING (figure_key)
ORDER BY assumption.document_key, figure.number, assumption.assumption_key
