CREATE TABLE IF NOT EXISTS dim_fiscal_year (
    fiscal_year_key INTEGER PRIMARY KEY,
    fiscal_year INTEGER NOT NULL UNIQUE,
    fiscal_year_name VARCHAR NOT NULL,
    start_date DATE NOT NULL,
    end_date DATE NOT NULL
);

COMMENT ON TABLE dim_fiscal_year IS 'Fiscal years (年度), 1 April to 31 March.';
COMMENT ON COLUMN dim_fiscal_year.fiscal_year_key IS 'Surrogate key: the fiscal year itself.';
COMMENT ON COLUMN dim_fiscal_year.fiscal_year IS 'Year in which it begins: 2015 is 平成27年度.';
COMMENT ON COLUMN dim_fiscal_year.fiscal_year_name IS 'Name in Japanese, by era: 平成27年度.';
COMMENT ON COLUMN dim_fiscal_year.start_date IS '1 April.';
COMMENT ON COLUMN dim_fiscal_year.end_date IS '31 March of the next year.';
