-- Which amounts are leaves, what no other amount is made of: no account that sums others, and no segment that does.
CREATE OR REPLACE VIEW marked_amounts AS
WITH heading AS (
    -- An item that some text breaks down: 事業費 over 事業費/人件費.
    SELECT heading.account_key, part.account_key AS part_key
    FROM dim_account AS heading
    JOIN dim_account AS part
        ON part.statement_key = heading.statement_key
        AND starts_with(part.account_path, heading.account_path || '/')
    WHERE heading.account_role = 'item' AND part.account_role <> 'memo'
),
broken_down AS (
    SELECT DISTINCT heading.account_key, part.meeting_key, part.segment_key, part.fiscal_year_key, part.budget_version_key
    FROM heading
    JOIN fact_amount AS part ON part.account_key = heading.part_key
),
item AS (
    -- Under no heading it is part of no total: a result that the reference data does not know.
    SELECT account_key, split_part(account_path, '/', 1) AS section
    FROM dim_account
    WHERE account_role = 'item' AND contains(account_path, '/')
),
divided AS (
    SELECT DISTINCT
        amount.meeting_key, amount.statement_key, item.section, amount.fiscal_year_key, amount.budget_version_key
    FROM fact_amount AS amount
    JOIN item USING (account_key)
    JOIN dim_segment AS segment USING (segment_key)
    LEFT JOIN broken_down USING (account_key, meeting_key, segment_key, fiscal_year_key, budget_version_key)
    WHERE NOT segment.is_total AND broken_down.meeting_key IS NULL
)
SELECT
    amount.*,
    item.section,
    segment.is_total,
    -- 合計 only where the text does not divide the section by segment.
    item.account_key IS NOT NULL AND broken_down.meeting_key IS NULL AND NOT (
        segment.is_total AND divided.meeting_key IS NOT NULL
    ) AS is_leaf
FROM fact_amount AS amount
JOIN dim_segment AS segment USING (segment_key)
LEFT JOIN item ON item.account_key = amount.account_key
LEFT JOIN broken_down
    ON broken_down.account_key = amount.account_key
    AND broken_down.meeting_key = amount.meeting_key
    AND broken_down.segment_key = amount.segment_key
    AND broken_down.fiscal_year_key = amount.fiscal_year_key
    AND broken_down.budget_version_key = amount.budget_version_key
LEFT JOIN divided
    ON divided.meeting_key = amount.meeting_key
    AND divided.statement_key = amount.statement_key
    AND divided.section = item.section
    AND divided.fiscal_year_key = amount.fiscal_year_key
    AND divided.budget_version_key = amount.budget_version_key;

COMMENT ON VIEW marked_amounts IS 'fact_amount with a mark of which rows are safe to sum: amounts and leaf_amounts are made of it.';
COMMENT ON COLUMN marked_amounts.meeting_key IS 'The meeting.';
COMMENT ON COLUMN marked_amounts.document_key IS 'The document that counts for the meeting.';
COMMENT ON COLUMN marked_amounts.statement_key IS 'The statement.';
COMMENT ON COLUMN marked_amounts.account_key IS 'The account.';
COMMENT ON COLUMN marked_amounts.segment_key IS 'The segment or 合計.';
COMMENT ON COLUMN marked_amounts.fiscal_year_key IS 'The fiscal year.';
COMMENT ON COLUMN marked_amounts.budget_version_key IS 'The version of the budget.';
COMMENT ON COLUMN marked_amounts.amount_yen IS 'The settled amount in yen; NULL when disputed and unreadable. Sum it only where is_leaf.';
COMMENT ON COLUMN marked_amounts.unit_yen IS 'How exactly the amount is known, in yen.';
COMMENT ON COLUMN marked_amounts.status IS 'proven, repaired, unchecked or disputed.';
COMMENT ON COLUMN marked_amounts.printing_count IS 'How often the text prints it.';
COMMENT ON COLUMN marked_amounts.section IS 'Of an item its outermost heading: 資産の部, 営業収益, 資金支出; NULL for what is no item.';
COMMENT ON COLUMN marked_amounts.is_total IS 'Whether the segment is 合計.';
COMMENT ON COLUMN marked_amounts.is_leaf IS 'Whether it is safe to sum, within one meeting, fiscal year, version and section.';
