INSERT INTO dim_fiscal_year
SELECT DISTINCT fiscal_year, fiscal_year, fiscal_year_name,
    CASE WHEN fiscal_year > 0 THEN make_date(fiscal_year, 4, 1) END,
    CASE WHEN fiscal_year > 0 THEN make_date(fiscal_year + 1, 3, 31) END
FROM staged_fiscal_year
WHERE fiscal_year NOT IN (SELECT fiscal_year FROM dim_fiscal_year)
