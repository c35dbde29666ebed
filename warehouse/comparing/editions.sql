-- Which versions of which years each meeting states.
SELECT
    meeting.meeting_id, fiscal_year.fiscal_year, fiscal_year.fiscal_year_name, version.budget_version,
    version.budget_version_name, count(*) AS amount_count
FROM fact_amount AS amount
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN dim_fiscal_year AS fiscal_year USING (fiscal_year_key)
JOIN dim_budget_version AS version USING (budget_version_key)
WHERE fiscal_year.fiscal_year > 0 -- a year that is not printed is compared with none
GROUP BY ALL
ORDER BY fiscal_year.fiscal_year, any_value(version.display_order), version.budget_version, meeting.meeting_id
