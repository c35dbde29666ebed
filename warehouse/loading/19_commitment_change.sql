INSERT INTO fact_commitment_change
SELECT row_number() OVER (ORDER BY change.document_id, change.source_line, change.commitment_name)
        + (SELECT coalesce(max(commitment_change_key), 0) FROM fact_commitment_change),
    new_document.document_key, change.figure_id + first_figure_key, after.commitment_key, before.commitment_key,
    dim_fiscal_year.fiscal_year_key, dim_budget_version.budget_version_key, change.commitment_name, change_kind, is_kind_printed, reason,
    reason_first_line, reason_last_line, purpose, purpose_first_line, before_yen, after_yen, change_yen, unit_yen,
    stated_change_yen, stated_lines, change.status, change.source_line
FROM staged_commitment_change AS change
JOIN new_document USING (document_id)
JOIN dim_fiscal_year USING (fiscal_year)
JOIN dim_budget_version USING (budget_version)
LEFT JOIN fact_commitment AS after ON after.figure_key = after_figure_id + first_figure_key
LEFT JOIN fact_commitment AS before ON before.figure_key = before_figure_id + first_figure_key
