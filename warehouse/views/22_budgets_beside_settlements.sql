-- `versions` names what to pair: rows with the columns of version_amounts_as_of, of a table or a WITH query.
CREATE OR REPLACE MACRO budgets_beside_settlements(versions) AS TABLE
WITH version AS (
    FROM query_table(versions)
),
budget AS (
    SELECT
        *,
        version_order = max(version_order) OVER (PARTITION BY agency_key, statement_code, fiscal_year) AS is_last_known
    FROM version
    WHERE budget_version <> 'settlement'
    QUALIFY row_number() OVER (
        PARTITION BY agency_key, account_key, segment_key, fiscal_year ORDER BY version_order DESC, is_named DESC
    ) = 1
)
SELECT
    budget,
    settlement,
    settlement.amount_yen - budget.amount_yen AS difference_yen,
    budget.is_contradicted OR settlement.is_contradicted AS is_contradicted
FROM version AS settlement
JOIN budget USING (agency_key, account_key, segment_key, fiscal_year)
WHERE settlement.budget_version = 'settlement' AND (settlement.is_printed OR budget.is_printed)
ORDER BY
    settlement.fiscal_year, settlement.agency_key, settlement.statement_order, settlement.account_order,
    settlement.account_path, settlement.segment_order, settlement.segment_name;

COMMENT ON MACRO TABLE budgets_beside_settlements IS 'The last budget of a year (budget.…) beside what became of it (settlement.…), for each agency, account, segment and fiscal year of which both are known, with their difference.';
