-- Totals and results; the total last, whichever segments came since.
SELECT agency_key, fiscal_year, account_key, segment_name, segment_name_en, is_total, amounts
FROM version_series
WHERE account_role <> 'item'
ORDER BY
    agency_key, fiscal_year, statement_order, account_order, account_path, is_total, segment_order, segment_name
