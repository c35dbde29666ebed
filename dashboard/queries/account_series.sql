-- Every account of an agency over the years, by segment; the total last.
SELECT fiscal_year, agency_key, account_key, segment_key, segment_name, segment_name_en, is_total, amounts
FROM version_series
ORDER BY
    agency_key, statement_order, account_order, account_path, account_key, is_total, segment_order, segment_name,
    fiscal_year
