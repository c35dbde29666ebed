-- An identity across documents: checked as soon as both are there, in whichever order they came. `printings` names what
-- to check: rows of printings_in, of a table or a WITH query.
CREATE OR REPLACE MACRO checks_in(printings) AS TABLE
WITH printing AS MATERIALIZED (
    FROM query_table(printings)
),
successive AS (
    -- Each meeting that prints a version (補正前, 前年度, …) against the agency's last one that did.
    SELECT
        'same_version' AS relation,
        printing AS later,
        lag(printing) OVER (
            PARTITION BY
                printing.agency_key, printing.account_key, printing.segment_key, printing.fiscal_year,
                printing.budget_version_key
            ORDER BY printing.meeting_date NULLS LAST, printing.meeting_id
        ) AS earlier
    FROM printing
),
adopted AS (
    -- The latest version that a meeting before this one adopted, for each version that a text does not name.
    SELECT
        later.meeting_id, later.statement_code, later.fiscal_year, later.budget_version,
        max(earlier.version_order) AS version_order
    FROM (
        SELECT DISTINCT agency_key, meeting_id, meeting_date, statement_code, fiscal_year, budget_version, version_order
        FROM printing
        WHERE NOT is_named
    ) AS later
    JOIN (
        SELECT DISTINCT agency_key, meeting_id, meeting_date, statement_code, fiscal_year, version_order
        FROM printing
        WHERE is_named
    ) AS earlier
        ON earlier.agency_key = later.agency_key
        AND earlier.statement_code = later.statement_code
        AND earlier.fiscal_year = later.fiscal_year
        AND earlier.version_order <= later.version_order
        AND earlier.meeting_date <= later.meeting_date
        AND earlier.meeting_id <> later.meeting_id
    GROUP BY ALL
),
unnamed AS (
    SELECT 'version_before' AS relation, later, earlier
    FROM printing AS later
    JOIN adopted USING (meeting_id, statement_code, fiscal_year, budget_version)
    JOIN printing AS earlier
        ON earlier.agency_key = later.agency_key
        AND earlier.account_key = later.account_key
        AND earlier.segment_key = later.segment_key
        AND earlier.fiscal_year = later.fiscal_year
        AND earlier.is_named
        AND earlier.version_order = adopted.version_order
        AND earlier.meeting_date <= later.meeting_date
        AND earlier.meeting_id <> later.meeting_id
    QUALIFY row_number() OVER (
        PARTITION BY
            later.meeting_id, later.account_key, later.segment_key, later.fiscal_year, later.budget_version_key
        ORDER BY earlier.status = 'disputed', earlier.unit_yen, NOT earlier.is_printed, earlier.meeting_date, earlier.meeting_id
    ) = 1
)
SELECT
    relation,
    earlier,
    later,
    amounts_agree(earlier.amount_yen, earlier.unit_yen, later.amount_yen, later.unit_yen) AS holds,
    -- The one definition that the asset check and the dashboard share.
    CASE
        WHEN earlier.status = 'disputed' OR later.status = 'disputed' THEN NULL
        WHEN holds THEN 'agrees'
        WHEN relation = 'same_version' AND NOT holds THEN 'disagrees'
        WHEN NOT holds THEN 'not_comparable'
    END AS outcome
FROM (FROM successive UNION ALL BY NAME FROM unnamed) AS pair
WHERE earlier IS NOT NULL AND (earlier.is_printed OR later.is_printed);

COMMENT ON MACRO TABLE checks_in IS 'Of the rows that a table or a WITH query holds (printings_in) each pair that tells one amount: earlier.…, later.…, whether they agree (holds), and the outcome.';
