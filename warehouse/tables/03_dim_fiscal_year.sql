CREATE TABLE IF NOT EXISTS dim_fiscal_year (
    fiscal_year_key INTEGER PRIMARY KEY,
    fiscal_year INTEGER NOT NULL UNIQUE,
    fiscal_year_name VARCHAR NOT NULL,
    start_date DATE,
    end_date DATE
);

COMMENT ON TABLE dim_fiscal_year IS 'Fiscal years (年度), 1 April to 31 March; and the years of tables for which none is printed, which have neither first nor last day.';
COMMENT ON COLUMN dim_fiscal_year.fiscal_year_key IS 'Surrogate key: the fiscal year itself.';
COMMENT ON COLUMN dim_fiscal_year.fiscal_year IS 'Year in which it begins: 2015 is 平成27年度. 0 is a year that the text does not print, -1 the year before that one.';
COMMENT ON COLUMN dim_fiscal_year.fiscal_year_name IS 'Name in Japanese, by era: 平成27年度; 年度不明 where none is printed.';
COMMENT ON COLUMN dim_fiscal_year.start_date IS '1 April; NULL where the year is not printed.';
COMMENT ON COLUMN dim_fiscal_year.end_date IS '31 March of the next year; NULL where the year is not printed.';
