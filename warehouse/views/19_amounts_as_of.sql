CREATE OR REPLACE MACRO amounts_as_of(day) AS TABLE
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
    -- Of a later version this amount is not told: a summary has only some accounts, and only the total.
    coalesce(
        version_order < max(version_order) FILTER (is_named) OVER (
            PARTITION BY agency_key, statement_code, fiscal_year
        ),
        false
    ) AS is_outdated,
    agency,
    committee,
    meeting_number,
    meeting_date,
    file_name
FROM version_amounts_as_of(day)
QUALIFY row_number() OVER (
    PARTITION BY agency_key, account_key, segment_key, fiscal_year ORDER BY version_order DESC, is_named DESC
) = 1
ORDER BY fiscal_year, agency_key, statement_order, account_order, account_path, segment_order, segment_name;

COMMENT ON MACRO TABLE amounts_as_of IS 'What was known on a day: latest_amounts of the meetings held on or before it. FROM amounts_as_of(DATE ''2015-06-30'').';
