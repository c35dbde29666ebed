-- Totals and results; the total last, whichever segments came since.
SELECT fiscal_year, agency, account_key, segment_name, segment_name_en, is_total, amounts
FROM version_series
WHERE account_role <> 'item'
ORDER BY
    fiscal_year, agency_key, statement_order, account_order, account_path, is_total, segment_order, segment_name
