-- The last budget beside the settlement, as in the view budget_and_settlement: of totals and results only.
WITH budget AS (
    FROM version_amount
    WHERE budget_version <> 'settlement'
    QUALIFY row_number() OVER (
        PARTITION BY agency_key, account_key, segment_key, fiscal_year ORDER BY version_order DESC, is_named DESC
    ) = 1
)
SELECT
    settlement.fiscal_year,
    settlement.agency,
    settlement.account_key,
    settlement.segment_name,
    budget.budget_version,
    budget.amount_yen AS budget_yen,
    settlement.amount_yen AS settlement_yen,
    settlement.amount_yen - budget.amount_yen AS difference_yen,
    budget.status AS budget_status,
    settlement.status AS settlement_status,
    budget.id AS budget_id,
    budget.source_line AS budget_line,
    budget.source_column AS budget_cell,
    settlement.id AS settlement_id,
    settlement.source_line AS settlement_line,
    settlement.source_column AS settlement_cell,
    budget.is_contradicted OR settlement.is_contradicted AS is_contradicted
FROM version_amount AS settlement
JOIN budget USING (agency_key, account_key, segment_key, fiscal_year)
WHERE settlement.budget_version = 'settlement' AND (settlement.is_printed OR budget.is_printed)
ORDER BY
    settlement.fiscal_year, settlement.agency_key, settlement.statement_order, settlement.account_order,
    settlement.account_path, settlement.segment_order, settlement.segment_name
