-- Every account over the years, by segment; the total last.
SELECT fiscal_year, agency_key, agency, account_key, segment_key, segment_name, segment_name_en, is_total, amounts
FROM version_series
ORDER BY
    statement_order, account_order, account_path, account_key, agency_key, is_total, segment_order, segment_name,
    fiscal_year
