-- What no other amount is made of: no account that sums others, and no segment that does.
CREATE OR REPLACE VIEW leaf_amounts AS
WITH heading AS (
    -- An item that some text breaks down: 事業費 over 事業費/人件費.
    SELECT heading.account_key, part.account_key AS part_key
    FROM dim_account AS heading
    JOIN dim_account AS part
        ON part.statement_key = heading.statement_key
        AND starts_with(part.account_path, heading.account_path || '/')
    WHERE heading.account_role = 'item' AND part.account_role <> 'memo'
),
item AS (
    SELECT
        amount.*,
        account.account_path,
        account.account_name,
        account.account_name_en,
        split_part(account.account_path, '/', 1) AS section,
        segment.segment_name,
        segment.segment_name_en,
        segment.is_total,
        segment.display_order AS segment_order
    FROM fact_amount AS amount
    JOIN dim_account AS account USING (account_key)
    JOIN dim_segment AS segment USING (segment_key)
    WHERE account.account_role = 'item'
        -- Under no heading it is part of no total: a result that the reference data does not know.
        AND contains(account.account_path, '/')
        AND NOT EXISTS (
            FROM heading
            JOIN fact_amount AS part ON part.account_key = heading.part_key
            WHERE heading.account_key = amount.account_key
                AND part.meeting_key = amount.meeting_key
                AND part.segment_key = amount.segment_key
                AND part.fiscal_year_key = amount.fiscal_year_key
                AND part.budget_version_key = amount.budget_version_key
        )
),
leaf AS (
    -- 合計 only where the text does not divide the section by segment.
    FROM item
    QUALIFY NOT is_total OR bool_and(is_total) OVER (
        PARTITION BY meeting_key, statement_key, section, fiscal_year_key, budget_version_key
    )
)
SELECT
    meeting.committee,
    meeting.meeting_number,
    meeting.meeting_date,
    fiscal_year.fiscal_year,
    version.budget_version,
    statement.statement_code,
    leaf.section,
    leaf.account_path,
    leaf.account_name,
    leaf.account_name_en,
    leaf.segment_name,
    leaf.segment_name_en,
    leaf.is_total AS is_undivided,
    if(leaf.status <> 'disputed', leaf.amount_yen, NULL) AS amount_yen,
    leaf.unit_yen,
    leaf.status,
    leaf.meeting_key
FROM leaf
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN dim_statement AS statement ON statement.statement_key = leaf.statement_key
JOIN account_positions USING (account_key)
JOIN dim_fiscal_year AS fiscal_year USING (fiscal_year_key)
JOIN dim_budget_version AS version USING (budget_version_key)
ORDER BY
    meeting.meeting_date, meeting.meeting_id, fiscal_year.fiscal_year, version.display_order, version.budget_version,
    account_positions.position, leaf.segment_order, leaf.segment_name;

COMMENT ON VIEW leaf_amounts IS 'Amounts that are safe to sum over accounts and segments: no totals, no results, and 合計 only where a text has no segments. Sum within one meeting, fiscal year, version and section: what is deducted (当期末未収金) carries its minus sign, and the sums are the printed totals. Where only a total is printed there are no leaves, and a disputed amount is NULL: leaf_coverage lists both gaps.';
COMMENT ON COLUMN leaf_amounts.committee IS 'Committee.';
COMMENT ON COLUMN leaf_amounts.meeting_number IS 'N of 第N回.';
COMMENT ON COLUMN leaf_amounts.meeting_date IS 'Day of the meeting.';
COMMENT ON COLUMN leaf_amounts.fiscal_year IS '2015 for 平成27年度.';
COMMENT ON COLUMN leaf_amounts.budget_version IS 'initial, supplementary_<month> or settlement; before_<version> where a text does not name what was in force before.';
COMMENT ON COLUMN leaf_amounts.statement_code IS 'balance_sheet, income_statement, cash_plan, or other for a table that is none of them.';
COMMENT ON COLUMN leaf_amounts.section IS 'The outermost heading: 資産の部, 営業収益, 資金支出. Do not sum over sections: assets are no liabilities.';
COMMENT ON COLUMN leaf_amounts.account_path IS 'Headings and label joined by /.';
COMMENT ON COLUMN leaf_amounts.account_name IS 'Account in Japanese.';
COMMENT ON COLUMN leaf_amounts.account_name_en IS 'Account in English; NULL for one the reference data does not know.';
COMMENT ON COLUMN leaf_amounts.segment_name IS 'Segment in Japanese; 合計 only where is_undivided.';
COMMENT ON COLUMN leaf_amounts.segment_name_en IS 'Segment in English; NULL for one the reference data does not know.';
COMMENT ON COLUMN leaf_amounts.is_undivided IS 'True where the text prints the section for the whole agency alone.';
COMMENT ON COLUMN leaf_amounts.amount_yen IS 'The settled amount in yen; NULL when disputed.';
COMMENT ON COLUMN leaf_amounts.unit_yen IS 'How exactly it is known, in yen.';
COMMENT ON COLUMN leaf_amounts.status IS 'proven, repaired, unchecked or disputed.';
COMMENT ON COLUMN leaf_amounts.meeting_key IS 'Key in dim_meeting.';
