CREATE TABLE IF NOT EXISTS dim_statement (
    statement_key INTEGER PRIMARY KEY,
    statement_code VARCHAR NOT NULL UNIQUE,
    statement_name VARCHAR NOT NULL,
    statement_name_en VARCHAR NOT NULL
);

COMMENT ON TABLE dim_statement IS 'The financial statements, from reference/statements.csv.';
COMMENT ON COLUMN dim_statement.statement_key IS 'Surrogate key.';
COMMENT ON COLUMN dim_statement.statement_code IS 'balance_sheet, income_statement, cash_plan, or other for a table that is none of them.';
COMMENT ON COLUMN dim_statement.statement_name IS 'Name in Japanese.';
COMMENT ON COLUMN dim_statement.statement_name_en IS 'Name in English.';
