INSERT INTO dim_budget_version
SELECT row_number() OVER (ORDER BY display_order) + (SELECT coalesce(max(budget_version_key), 0) FROM dim_budget_version),
    budget_version, budget_version_name, display_order
FROM (SELECT DISTINCT budget_version, budget_version_name, display_order FROM staged_budget_version)
WHERE budget_version NOT IN (SELECT budget_version FROM dim_budget_version)
