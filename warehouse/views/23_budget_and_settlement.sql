CREATE OR REPLACE VIEW budget_and_settlement AS
WITH version AS (
    FROM version_amounts
)
SELECT
    settlement.statement_code,
    settlement.account_path,
    settlement.account_name,
    settlement.account_role,
    settlement.segment_name,
    settlement.fiscal_year,
    budget.budget_version,
    budget.amount_yen AS budget_yen,
    settlement.amount_yen AS settlement_yen,
    difference_yen,
    greatest(settlement.unit_yen, budget.unit_yen) AS unit_yen,
    budget.status AS budget_status,
    settlement.status AS settlement_status,
    is_contradicted,
    budget.is_last_known AS is_last_known_budget,
    settlement.agency,
    budget.file_name AS budget_file_name,
    settlement.file_name AS settlement_file_name
FROM budgets_beside_settlements('version');

COMMENT ON VIEW budget_and_settlement IS 'The last budget of a year beside what became of it: one row for each agency, statement, account, segment and fiscal year of which both are known.';
COMMENT ON COLUMN budget_and_settlement.statement_code IS 'balance_sheet, income_statement, cash_plan, or other for a table that is none of them.';
COMMENT ON COLUMN budget_and_settlement.account_path IS 'Headings and label joined by /, under the account''s last name.';
COMMENT ON COLUMN budget_and_settlement.account_name IS 'The last part of the path.';
COMMENT ON COLUMN budget_and_settlement.account_role IS 'item, total, result or memo: sum items only.';
COMMENT ON COLUMN budget_and_settlement.segment_name IS 'The segment under its last name; 合計 is the total: do not add it to the others.';
COMMENT ON COLUMN budget_and_settlement.fiscal_year IS '2015 for 平成27年度.';
COMMENT ON COLUMN budget_and_settlement.budget_version IS 'The budget: before_settlement where the settlement''s own text prints it without a name.';
COMMENT ON COLUMN budget_and_settlement.budget_yen IS 'Amount of the budget, in yen.';
COMMENT ON COLUMN budget_and_settlement.settlement_yen IS 'Amount of the settlement, in yen.';
COMMENT ON COLUMN budget_and_settlement.difference_yen IS 'Settlement less budget, in yen.';
COMMENT ON COLUMN budget_and_settlement.unit_yen IS 'How exactly the coarser of the two is known, in yen.';
COMMENT ON COLUMN budget_and_settlement.budget_status IS 'Status of the budget''s amount.';
COMMENT ON COLUMN budget_and_settlement.settlement_status IS 'Status of the settlement''s amount.';
COMMENT ON COLUMN budget_and_settlement.is_contradicted IS 'True where another meeting prints one of them otherwise: see adoption_checks.';
COMMENT ON COLUMN budget_and_settlement.is_last_known_budget IS 'False where a later budget of the statement is known, but not what it says of this amount (a summary).';
COMMENT ON COLUMN budget_and_settlement.agency IS 'The agency: amounts of two agencies are never compared or chosen between. NULL where the text does not name it; such texts are one agency.';
COMMENT ON COLUMN budget_and_settlement.budget_file_name IS 'File name of the text that the budget is from.';
COMMENT ON COLUMN budget_and_settlement.settlement_file_name IS 'File name of the text that the settlement is from.';
