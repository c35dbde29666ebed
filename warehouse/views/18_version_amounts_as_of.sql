-- Of an agency's printings of one version: a trusted one, in the finest unit, of the earliest meeting, which adopted it.
-- Nothing here depends on keys, and so on the order in which documents came.
CREATE OR REPLACE MACRO version_amounts_as_of(day) AS TABLE
WITH known AS (
    -- A meeting whose day is not known is known of only at the end of time.
    FROM amount_printings WHERE coalesce(meeting_date, DATE 'infinity') <= CAST(day AS DATE)
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

COMMENT ON MACRO TABLE version_amounts_as_of IS 'Each version of each amount of an agency as known on a day, one row each, with the columns of amount_printings; is_contradicted: another meeting prints it otherwise (adoption_checks).';
