SELECT commitment_history.*
FROM commitment_history
JOIN dim_budget_version AS version USING (budget_version)
ORDER BY
    budget_year, commitment_name, agency NULLS LAST, fiscal_year, version.display_order, budget_version,
    meeting_date NULLS LAST, committee, meeting_number, file_name, source_line
