-- Of each amount the version that was adopted last. `versions` names what to choose from: rows of version_amounts_in, of a
-- table or a WITH query.
CREATE OR REPLACE MACRO latest_in(versions) AS TABLE
SELECT
    *,
    -- Of a later version this amount is not told: a summary has only some accounts, and only the total.
    coalesce(
        version_order < max(version_order) FILTER (is_named) OVER (
            PARTITION BY agency_key, statement_code, fiscal_year
        ),
        false
    ) AS is_outdated
FROM query_table(versions)
QUALIFY row_number() OVER (
    PARTITION BY agency_key, account_key, segment_key, fiscal_year ORDER BY version_order DESC, is_named DESC
) = 1;

COMMENT ON MACRO TABLE latest_in IS 'Of the rows that a table or a WITH query holds (version_amounts_in) the latest version of each amount; is_outdated: its statement was adopted anew since, and does not tell it.';
