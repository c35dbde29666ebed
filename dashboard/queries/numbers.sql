SELECT number.document_key, number.number_role, count(*) AS count
FROM fact_number AS number
JOIN batch USING (document_key)
GROUP BY ALL
ORDER BY ALL
