-- title: Every identity has terms, or says that there is nothing to add up
-- An identity without terms holds whatever the figures are.
SELECT
    concat(document.file_name, ', ', stored.identity_name, ', ', stored.place) AS place,
    concat('left ', stored.left_yen, ', right ', stored.right_yen, ', no term') AS value,
    len(stored.terms) > 0 OR (stored.left_yen = 0 AND stored.right_yen = 0) AS holds
FROM fact_identity_check AS stored
LEFT JOIN dim_document AS document USING (document_key)
