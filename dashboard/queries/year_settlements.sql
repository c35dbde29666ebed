-- The last budget beside the settlement, as in the view budget_and_settlement: of totals and results only.
SELECT
    settlement.agency_key,
    settlement.fiscal_year,
    settlement.account_key,
    settlement.segment_name,
    segment.segment_name_en,
    segment.is_total,
    budget.budget_version,
    budget.amount_yen AS budget_yen,
    settlement.amount_yen AS settlement_yen,
    difference_yen,
    budget.unit_yen AS budget_unit_yen,
    settlement.unit_yen AS settlement_unit_yen,
    budget.status AS budget_status,
    settlement.status AS settlement_status,
    budget.id AS budget_id,
    budget.source_line AS budget_line,
    budget.source_column AS budget_cell,
    settlement.id AS settlement_id,
    settlement.source_line AS settlement_line,
    settlement.source_column AS settlement_cell,
    is_contradicted
FROM budgets_beside_settlements('version_amount')
JOIN dim_segment AS segment ON segment.segment_key = settlement.segment_key
WHERE settlement.account_role <> 'item'
ORDER BY
    settlement.agency_key, settlement.fiscal_year, settlement.statement_order, settlement.account_order,
    settlement.account_path, segment.is_total, settlement.segment_order, settlement.segment_name
