INSERT INTO dim_fiscal_year
SELECT DISTINCT fiscal_year, fiscal_year, fiscal_year_name, make_date(fiscal_year, 4, 1), make_date(fiscal_year + 1, 3, 31)
FROM staged_fiscal_year
WHERE fiscal_year NOT IN (SELECT fiscal_year FROM dim_fiscal_year)
