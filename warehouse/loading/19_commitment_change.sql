-- A change speaks of the commitment as it stands after it: in the table after the change, else as announced.
WITH listed AS (
    SELECT document_key, commitment_key, commitment_name, fiscal_year_key, budget_version_key
    FROM fact_commitment
    WHERE listing <> 'before'
    QUALIFY row_number() OVER (
        PARTITION BY document_key, commitment_name, fiscal_year_key, budget_version_key
        ORDER BY listing = 'after' DESC, source_line
    ) = 1
)
INSERT INTO fact_commitment_change
SELECT row_number() OVER (ORDER BY document_key, source_line)
        + (SELECT coalesce(max(commitment_change_key), 0) FROM fact_commitment_change),
    document_key, figure_id + first_figure_key, commitment_key, fiscal_year_key, budget_version_key, commitment_name,
    change_yen, unit_yen, status, source_line
FROM staged_commitment_change
JOIN new_document USING (document_id)
JOIN dim_fiscal_year USING (fiscal_year)
JOIN dim_budget_version USING (budget_version)
LEFT JOIN listed USING (document_key, commitment_name, fiscal_year_key, budget_version_key)
