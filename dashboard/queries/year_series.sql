SELECT
    fiscal_year,
    agency,
    account_key,
    segment_name,
    list({
        'version': budget_version,
        'yen': amount_yen,
        'unit_yen': unit_yen,
        'status': status,
        'is_printed': is_printed,
        'is_contradicted': is_contradicted,
        'meeting': meeting_id,
        'id': id,
        'line': source_line,
        'cell': source_column
    } ORDER BY version_order, is_named DESC) AS amounts
FROM version_amount
GROUP BY
    fiscal_year, agency_key, agency, statement_order, account_order, account_path, account_key, segment_order, segment_name
ORDER BY fiscal_year, agency_key, statement_order, account_order, account_path, segment_order, segment_name
