SELECT budget_version, budget_version_name, display_order
FROM dim_budget_version
ORDER BY display_order, budget_version
