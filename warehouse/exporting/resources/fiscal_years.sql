SELECT fiscal_year, fiscal_year_name, start_date, end_date
FROM dim_fiscal_year
ORDER BY fiscal_year
