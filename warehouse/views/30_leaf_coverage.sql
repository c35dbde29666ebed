CREATE OR REPLACE VIEW leaf_coverage AS
WITH part AS (
    -- A total closes the heading that it stands under: the accounts of that heading are its parts.
    SELECT total.account_key, statement.statement_code, leaf.account_path
    FROM dim_account AS total
    JOIN dim_statement AS statement USING (statement_key)
    JOIN dim_account AS leaf
        ON leaf.statement_key = total.statement_key
        AND starts_with(leaf.account_path, regexp_extract(total.account_path, '^(.*/)', 1))
    WHERE total.account_role = 'total' AND contains(total.account_path, '/')
),
leaf AS MATERIALIZED (
    FROM leaf_amounts
),
-- Each leaf counts for its segment and for 合計.
counted AS (
    SELECT
        meeting_key, fiscal_year, budget_version, statement_code, account_path, segment_name, amount_yen, unit_yen,
        status
    FROM leaf
    UNION ALL
    SELECT
        meeting_key, fiscal_year, budget_version, statement_code, account_path, total.segment_name, amount_yen, unit_yen,
        status
    FROM leaf
    JOIN dim_segment AS total ON total.is_total
    WHERE NOT leaf.is_undivided
),
summed AS (
    SELECT
        meeting_key,
        fiscal_year,
        budget_version,
        account_key,
        segment_name,
        sum(amount_yen)::BIGINT AS leaf_yen,
        count(*) AS leaf_count,
        count(*) FILTER (status = 'disputed') AS disputed_count,
        sum(unit_yen // 2) FILTER (unit_yen >= 1000000)::BIGINT AS tolerance_yen
    FROM counted
    JOIN part USING (statement_code, account_path)
    GROUP BY ALL
),
compared AS (
    SELECT
        amount.meeting_key,
        amount.account_key,
        statement.statement_code,
        account.account_path,
        account.account_name,
        segment.segment_name,
        segment.display_order AS segment_order,
        fiscal_year.fiscal_year,
        version.budget_version,
        version.display_order AS version_order,
        if(amount.status <> 'disputed', amount.amount_yen, NULL) AS total_yen,
        coalesce(summed.leaf_yen, 0) AS leaf_yen,
        coalesce(summed.leaf_count, 0) AS leaf_count,
        coalesce(summed.disputed_count, 0) AS disputed_count,
        -- A figure in 百万円 stands for an interval; figures in yen and 千円 must agree to the yen.
        coalesce(summed.tolerance_yen, 0) + if(amount.unit_yen >= 1000000, amount.unit_yen // 2, 0) AS tolerance_yen
    FROM fact_amount AS amount
    JOIN dim_account AS account USING (account_key)
    JOIN dim_statement AS statement ON statement.statement_key = amount.statement_key
    JOIN dim_segment AS segment USING (segment_key)
    JOIN dim_fiscal_year AS fiscal_year USING (fiscal_year_key)
    JOIN dim_budget_version AS version USING (budget_version_key)
    LEFT JOIN summed
        ON summed.meeting_key = amount.meeting_key
        AND summed.account_key = amount.account_key
        AND summed.segment_name = segment.segment_name
        AND summed.fiscal_year = fiscal_year.fiscal_year
        AND summed.budget_version = version.budget_version
    WHERE account.account_role = 'total' AND contains(account.account_path, '/')
)
SELECT
    meeting.committee,
    meeting.meeting_number,
    meeting.meeting_date,
    compared.fiscal_year,
    compared.budget_version,
    compared.statement_code,
    compared.account_path,
    compared.account_name,
    compared.segment_name,
    compared.total_yen,
    compared.leaf_yen,
    compared.total_yen - compared.leaf_yen AS difference_yen,
    compared.leaf_count,
    compared.disputed_count,
    CASE
        WHEN compared.total_yen IS NOT NULL AND compared.disputed_count = 0 AND compared.leaf_count > 0
            THEN abs(compared.total_yen - compared.leaf_yen) <= compared.tolerance_yen
    END AS is_covered,
    compared.meeting_key
FROM compared
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN account_positions USING (account_key)
ORDER BY
    meeting.meeting_date, meeting.meeting_id, compared.fiscal_year, compared.version_order, compared.budget_version,
    account_positions.position, compared.segment_order, compared.segment_name;

COMMENT ON VIEW leaf_coverage IS 'Every printed total beside the sum of its leaf_amounts: WHERE is_covered IS NOT TRUE lists what leaf_amounts lacks.';
COMMENT ON COLUMN leaf_coverage.committee IS 'Committee.';
COMMENT ON COLUMN leaf_coverage.meeting_number IS 'N of 第N回.';
COMMENT ON COLUMN leaf_coverage.meeting_date IS 'Day of the meeting.';
COMMENT ON COLUMN leaf_coverage.fiscal_year IS '2015 for 平成27年度.';
COMMENT ON COLUMN leaf_coverage.budget_version IS 'initial, supplementary_<month> or settlement; before_<version> where a text does not name what was in force before.';
COMMENT ON COLUMN leaf_coverage.statement_code IS 'balance_sheet, income_statement, cash_plan, or other for a table that is none of them.';
COMMENT ON COLUMN leaf_coverage.account_path IS 'The total: headings and label joined by /.';
COMMENT ON COLUMN leaf_coverage.account_name IS 'The last part of the path.';
COMMENT ON COLUMN leaf_coverage.segment_name IS 'The segment; 合計 is the whole agency.';
COMMENT ON COLUMN leaf_coverage.total_yen IS 'The total in yen; NULL when disputed.';
COMMENT ON COLUMN leaf_coverage.leaf_yen IS 'Sum of the leaves under its heading, in yen, disputed ones left out.';
COMMENT ON COLUMN leaf_coverage.difference_yen IS 'Total less leaves, in yen.';
COMMENT ON COLUMN leaf_coverage.leaf_count IS 'Number of leaves; 0 where a text prints the total alone.';
COMMENT ON COLUMN leaf_coverage.disputed_count IS 'How many of them are disputed.';
COMMENT ON COLUMN leaf_coverage.is_covered IS 'Whether the leaves sum to the total, figures in 百万円 within their rounding; NULL where there are no leaves, or a disputed amount is among them.';
COMMENT ON COLUMN leaf_coverage.meeting_key IS 'Key in dim_meeting.';
