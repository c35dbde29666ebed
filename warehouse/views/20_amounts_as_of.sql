CREATE OR REPLACE MACRO amounts_as_of(day) AS TABLE
WITH version_on_day AS (
    FROM version_amounts_as_of(day)
)
SELECT
    statement_code,
    account_path,
    account_name,
    account_role,
    segment_name,
    fiscal_year,
    budget_version,
    amount_yen,
    unit_yen,
    status,
    is_printed,
    is_contradicted,
    is_outdated,
    agency,
    committee,
    meeting_number,
    meeting_date,
    file_name
FROM latest_in('version_on_day')
ORDER BY fiscal_year, agency_key, statement_order, account_order, account_path, segment_order, segment_name;

COMMENT ON MACRO TABLE amounts_as_of IS 'What was known on a day: latest_amounts of the meetings held on or before it. FROM amounts_as_of(DATE ''2015-06-30'').';
