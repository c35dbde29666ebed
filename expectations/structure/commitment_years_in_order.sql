-- title: A commitment's bearing years are in order and none is before its budget year
-- blocking: no
-- An error of the text, not of the reading; a year that cannot be read is not judged.
SELECT
    concat(document.file_name, ', line ', commitment.source_line, ', ', commitment.commitment_name) AS place,
    concat('budget year ', budget_year, ', borne ', first_bearing_year, ' to ', last_bearing_year) AS value,
    coalesce(budget_year <= first_bearing_year, true)
    AND coalesce(first_bearing_year <= last_bearing_year, true)
    AND coalesce(budget_year <= last_bearing_year, true) AS holds
FROM fact_commitment AS commitment
LEFT JOIN dim_document AS document USING (document_key)
WHERE
    (budget_year IS NOT NULL)::INTEGER + (first_bearing_year IS NOT NULL)::INTEGER
    + (last_bearing_year IS NOT NULL)::INTEGER >= 2
