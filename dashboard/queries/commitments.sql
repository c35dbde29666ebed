SELECT
    commitment.document_key,
    commitment.commitment_name,
    commitment.fiscal_year_key AS fiscal_year,
    version.budget_version,
    commitment.listing,
    commitment.limit_yen,
    commitment.status,
    commitment.budget_year,
    commitment.first_bearing_year,
    commitment.last_bearing_year,
    commitment.is_marked_amended,
    commitment.figure_key,
    commitment.source_line
FROM fact_commitment AS commitment
JOIN batch USING (document_key)
JOIN dim_budget_version AS version USING (budget_version_key)
ORDER BY commitment.document_key, commitment.source_line, commitment.commitment_key
