-- What each meeting says of each version, under the names of today, and also where it says it by leaving an account out:
-- where the items of a statement sum to its totals to the yen, an item that is not among them is nil. `amounts` names what
-- to read: rows of fact_amount, whole years of agencies, of a table or a WITH query. Nothing here reaches from one agency
-- or year into another one.
CREATE OR REPLACE MACRO printings_in(amounts) AS TABLE
WITH meeting AS (
    SELECT dim_meeting.*, agency_key FROM dim_meeting JOIN meeting_agencies USING (meeting_key)
),
named AS (
    SELECT
        amount.*,
        meeting.agency_key,
        account.account_path AS printed_account_path,
        account.account_role,
        current_account_key,
        current_segment_key,
        -- Where a text prints the old name beside the new one, they are two things and not one renamed.
        count(*) OVER (
            PARTITION BY amount.meeting_key, current_account_key, current_segment_key, fiscal_year_key,
                budget_version_key
        ) > 1 AS stands_beside
    FROM query_table(amounts) AS amount
    JOIN meeting USING (meeting_key)
    JOIN dim_account AS account USING (account_key)
    JOIN current_accounts USING (account_key)
    JOIN current_segments USING (segment_key)
    WHERE fiscal_year_key > 0 -- amounts of a year that is not printed are compared with none
),
printed AS (
    SELECT
        * EXCLUDE (account_key, segment_key, current_account_key, current_segment_key, stands_beside, printing_count),
        if(stands_beside, account_key, current_account_key) AS account_key,
        if(stands_beside, segment_key, current_segment_key) AS segment_key
    FROM named
),
section AS (
    SELECT
        agency_key, meeting_key, document_key, statement_key, segment_key, fiscal_year_key, budget_version_key,
        split_part(printed_account_path, '/', 1) AS heading,
        count(*) FILTER (account_role = 'item') AS item_count,
        max(unit_yen) AS unit_yen,
        count(*) FILTER (status = 'disputed') = 0
        -- The total of a part stands right under its heading: 資産の部/資産合計.
        AND coalesce(sum(amount_yen) FILTER (account_role = 'item'), 0) = coalesce(
            sum(amount_yen) FILTER (account_role = 'total' AND len(string_split(printed_account_path, '/')) = 2), 0
        ) AS adds_up
    FROM printed
    WHERE contains(printed_account_path, '/')
    GROUP BY ALL
),
whole AS (
    SELECT
        agency_key, meeting_key, document_key, statement_key, segment_key, fiscal_year_key, budget_version_key,
        max(unit_yen) AS unit_yen
    FROM section
    GROUP BY ALL
    HAVING bool_and(adds_up) AND sum(item_count) > 0
),
in_year AS (
    -- What any meeting of the agency prints for the segment and year. Of items only: a subtotal that is left out may be
    -- any sum.
    SELECT DISTINCT
        agency_key, statement_key, segment_key, fiscal_year_key, account_key, printed_account_path, account_role
    FROM printed
    WHERE account_role = 'item' AND contains(printed_account_path, '/')
),
nil AS (
    SELECT
        agency_key, whole.meeting_key, whole.document_key, statement_key, account_key, segment_key, fiscal_year_key,
        whole.budget_version_key, any_value(whole.unit_yen) AS unit_yen,
        min(in_year.printed_account_path) AS printed_account_path, any_value(in_year.account_role) AS account_role
    FROM whole
    JOIN in_year USING (agency_key, statement_key, segment_key, fiscal_year_key)
    WHERE NOT EXISTS (
        FROM printed
        WHERE printed.meeting_key = whole.meeting_key
            AND printed.statement_key = whole.statement_key
            AND printed.segment_key = whole.segment_key
            AND printed.fiscal_year_key = whole.fiscal_year_key
            AND printed.budget_version_key = whole.budget_version_key
            -- The item itself, or it as a heading over items of its own.
            AND (
                printed.account_key = in_year.account_key
                OR starts_with(printed.printed_account_path, in_year.printed_account_path || '/')
            )
    )
    GROUP BY ALL
),
told AS (
    SELECT *, true AS is_printed FROM printed
    UNION ALL BY NAME
    SELECT *, 0::BIGINT AS amount_yen, 'proven' AS status, false AS is_printed FROM nil
)
SELECT
    statement.statement_code,
    account.account_path,
    segment.segment_name,
    told.fiscal_year_key AS fiscal_year,
    version.budget_version,
    told.amount_yen,
    told.unit_yen,
    told.status,
    told.is_printed,
    told.printed_account_path,
    meeting.agency,
    meeting.committee,
    meeting.meeting_number,
    meeting.meeting_date,
    document.file_name,
    account.account_name,
    account.account_role,
    version.display_order AS version_order,
    NOT starts_with(version.budget_version, 'before_') AS is_named,
    statement.statement_key AS statement_order,
    account.display_order AS account_order,
    segment.display_order AS segment_order,
    meeting.meeting_id,
    meeting.agency_key,
    told.account_key,
    told.segment_key,
    told.budget_version_key,
    told.meeting_key,
    told.document_key
FROM told
JOIN meeting USING (meeting_key)
JOIN dim_document AS document USING (document_key)
JOIN dim_statement AS statement ON statement.statement_key = told.statement_key
JOIN dim_account AS account ON account.account_key = told.account_key
JOIN dim_segment AS segment ON segment.segment_key = told.segment_key
JOIN dim_budget_version AS version USING (budget_version_key);

COMMENT ON MACRO TABLE printings_in IS 'amount_printings of the amounts that a table or a WITH query holds; named by its name, with the columns of fact_amount.';
