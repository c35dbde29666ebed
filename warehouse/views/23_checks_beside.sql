-- An identity across documents. As a view it is checked as soon as both are there, in whichever order they came.
CREATE OR REPLACE MACRO checks_beside(meetings) AS TABLE
WITH printing AS MATERIALIZED (
    FROM printings_beside(meetings)
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
    later.statement_code,
    later.account_path,
    later.segment_name,
    later.fiscal_year,
    relation,
    earlier.budget_version AS earlier_version,
    later.budget_version AS later_version,
    earlier.amount_yen AS earlier_yen,
    later.amount_yen AS later_yen,
    later.amount_yen - earlier.amount_yen AS residual_yen,
    if(earlier.unit_yen = later.unit_yen, 0, greatest(earlier.unit_yen, later.unit_yen) // 2) AS tolerance_yen,
    amounts_agree(earlier.amount_yen, earlier.unit_yen, later.amount_yen, later.unit_yen) AS holds,
    earlier.status = 'disputed' OR later.status = 'disputed' AS is_disputed,
    earlier.status AS earlier_status,
    later.status AS later_status,
    earlier.is_printed AS earlier_is_printed,
    later.is_printed AS later_is_printed,
    later.agency,
    earlier.committee AS earlier_committee,
    earlier.meeting_number AS earlier_meeting_number,
    earlier.meeting_date AS earlier_meeting_date,
    earlier.file_name AS earlier_file_name,
    later.committee AS later_committee,
    later.meeting_number AS later_meeting_number,
    later.meeting_date AS later_meeting_date,
    later.file_name AS later_file_name,
    earlier.meeting_id AS earlier_meeting_id,
    later.meeting_id AS later_meeting_id,
    earlier.unit_yen AS earlier_unit_yen,
    later.unit_yen AS later_unit_yen,
    -- The one definition that the asset check and the dashboard share.
    CASE
        WHEN earlier.status = 'disputed' OR later.status = 'disputed' THEN NULL
        WHEN holds THEN 'agrees'
        WHEN relation = 'same_version' AND NOT holds THEN 'disagrees'
        WHEN NOT holds THEN 'not_comparable'
    END AS outcome
FROM (FROM successive UNION ALL BY NAME FROM unnamed) AS pair
WHERE earlier IS NOT NULL AND (earlier.is_printed OR later.is_printed)
ORDER BY
    later.meeting_date, later.meeting_id, earlier.meeting_date, earlier.meeting_id, later.fiscal_year,
    later.statement_order, later.account_order, later.account_path, later.segment_order, later.segment_name,
    later.version_order, later.is_named DESC;

COMMENT ON MACRO TABLE checks_beside IS 'adoption_checks of what meetings (a list of meeting_id) touch, without looking at the rest: those of their agencies for the fiscal years that they print amounts of. NULL is all.';
