-- Of an agency's printings of one version: a trusted one, in the finest unit, of the earliest meeting, which adopted it.
-- Nothing here depends on keys, and so on the order in which documents came. `printings` names what to choose from: rows
-- of printings_in, of a table or a WITH query.
CREATE OR REPLACE MACRO version_amounts_in(printings) AS TABLE
WITH known AS (
    FROM query_table(printings)
),
chosen AS (
    FROM known
    QUALIFY row_number() OVER (
        PARTITION BY agency_key, account_key, segment_key, fiscal_year, budget_version_key
        ORDER BY status = 'disputed', unit_yen, NOT is_printed, meeting_date NULLS LAST, meeting_id
    ) = 1
),
contradicted AS (
    SELECT DISTINCT agency_key, account_key, segment_key, fiscal_year, budget_version_key
    FROM chosen
    JOIN known AS other USING (agency_key, account_key, segment_key, fiscal_year, budget_version_key)
    WHERE other.status <> 'disputed'
        AND NOT amounts_agree(chosen.amount_yen, chosen.unit_yen, other.amount_yen, other.unit_yen)
)
SELECT chosen.*, contradicted.account_key IS NOT NULL AS is_contradicted
FROM chosen
LEFT JOIN contradicted USING (agency_key, account_key, segment_key, fiscal_year, budget_version_key);

COMMENT ON MACRO TABLE version_amounts_in IS 'Each version of each amount of an agency as printings tell it, one row each; is_contradicted: another meeting prints it otherwise (adoption_checks).';
