-- The reference data may have learnt of an account, its years or its successor since it was loaded.
UPDATE dim_account
SET account_name_en = staged.account_name_en,
    account_role = staged.account_role,
    is_reference = true,
    display_order = staged.display_order,
    first_fiscal_year = staged.first_fiscal_year,
    last_fiscal_year = staged.last_fiscal_year,
    successor_path = staged.successor_path
FROM staged_reference_account AS staged, dim_statement AS statement
WHERE statement.statement_code = staged.statement_code
    AND dim_account.statement_key = statement.statement_key
    AND dim_account.account_path = staged.account_path
    AND (
        dim_account.account_name_en, dim_account.account_role, is_reference, dim_account.display_order,
        dim_account.first_fiscal_year, dim_account.last_fiscal_year, dim_account.successor_path
    ) IS DISTINCT FROM (
        staged.account_name_en, staged.account_role, true, staged.display_order, staged.first_fiscal_year,
        staged.last_fiscal_year, staged.successor_path
    )
