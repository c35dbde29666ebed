CREATE TABLE IF NOT EXISTS dim_account (
    account_key INTEGER PRIMARY KEY,
    statement_key INTEGER NOT NULL REFERENCES dim_statement (statement_key),
    account_path VARCHAR NOT NULL,
    account_name VARCHAR NOT NULL,
    account_name_en VARCHAR,
    account_role VARCHAR NOT NULL,
    is_reference BOOLEAN NOT NULL,
    display_order INTEGER NOT NULL,
    first_fiscal_year INTEGER,
    last_fiscal_year INTEGER,
    successor_path VARCHAR,
    chart_code VARCHAR,
    account_class VARCHAR,
    UNIQUE (statement_key, account_path)
);

COMMENT ON TABLE dim_account IS 'Accounts (科目) of each statement. Known ones from reference/accounts.csv, others as a text first printed them.';
COMMENT ON COLUMN dim_account.account_key IS 'Surrogate key.';
COMMENT ON COLUMN dim_account.statement_key IS 'The statement in which the account stands.';
COMMENT ON COLUMN dim_account.account_path IS 'Headings and label joined by /, spaces taken out: 資産の部/流動資産/現金及び預金.';
COMMENT ON COLUMN dim_account.account_name IS 'Last part of the path.';
COMMENT ON COLUMN dim_account.account_name_en IS 'Name in English, as the reference data or the chart of accounts has it; NULL for an account that none knows.';
COMMENT ON COLUMN dim_account.account_role IS 'item (may be summed), total (closes a group), result (follows from totals) or memo (うち …, 再掲: a part of another row, in no sum).';
COMMENT ON COLUMN dim_account.is_reference IS 'False where a text brought an account the reference data does not know.';
COMMENT ON COLUMN dim_account.display_order IS 'Order of the rows in the printed statement.';
COMMENT ON COLUMN dim_account.first_fiscal_year IS 'First fiscal year that has the account, by the reference data; NULL where it names none.';
COMMENT ON COLUMN dim_account.last_fiscal_year IS 'Last fiscal year that has it under this path; NULL where the reference data names none.';
COMMENT ON COLUMN dim_account.successor_path IS 'Path of the account of the same statement that it was renamed to; NULL where it was not.';
COMMENT ON COLUMN dim_account.chart_code IS 'For an account that is not this agency''s: the chart of accounts that knows it (local_public_enterprise, incorporated_agency, school_corporation, municipality); NULL where none does.';
COMMENT ON COLUMN dim_account.account_class IS 'Its class in that chart: asset, liability, equity, revenue, expense, inflow, outflow or result; NULL where chart_code is.';
