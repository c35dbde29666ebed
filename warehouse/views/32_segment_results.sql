CREATE OR REPLACE VIEW segment_results AS
WITH result AS (
    SELECT
        amount.meeting_key,
        amount.fiscal_year_key,
        amount.budget_version_key,
        segment.segment_name,
        segment.segment_name_en,
        segment.is_total,
        segment.display_order AS segment_order,
        any_value(trusted_yen) FILTER (account_path = '営業収益/営業収益合計') AS operating_revenue_yen,
        any_value(trusted_yen) FILTER (account_path = '営業費用/営業費用合計') AS operating_expense_yen,
        any_value(trusted_yen) FILTER (account_path = '営業利益') AS operating_result_yen,
        any_value(trusted_yen) FILTER (account_path = '営業外収益/営業外収益合計') AS non_operating_revenue_yen,
        any_value(trusted_yen) FILTER (account_path = '営業外費用/営業外費用合計') AS non_operating_expense_yen,
        any_value(trusted_yen) FILTER (account_path = '経常利益') AS ordinary_result_yen,
        any_value(trusted_yen) FILTER (account_path = '特別利益/特別利益合計') AS extraordinary_gain_yen,
        any_value(trusted_yen) FILTER (account_path = '特別損失/特別損失合計') AS extraordinary_loss_yen,
        any_value(trusted_yen) FILTER (account_path = '当期純利益') AS net_result_yen,
        max(unit_yen) AS unit_yen,
        coalesce(
            list(account.account_name ORDER BY account.display_order) FILTER (amount.status = 'disputed'), []
        ) AS disputed_accounts
    FROM (SELECT *, if(status <> 'disputed', amount_yen, NULL) AS trusted_yen FROM fact_amount) AS amount
    JOIN dim_account AS account USING (account_key)
    JOIN dim_statement AS statement ON statement.statement_key = amount.statement_key
    JOIN dim_segment AS segment USING (segment_key)
    WHERE statement.statement_code = 'income_statement' AND account.account_role <> 'item'
    GROUP BY ALL
)
SELECT
    meeting.committee,
    meeting.meeting_number,
    meeting.meeting_date,
    fiscal_year.fiscal_year,
    version.budget_version,
    result.segment_name,
    result.segment_name_en,
    result.is_total,
    result.operating_revenue_yen,
    result.operating_expense_yen,
    result.operating_result_yen,
    result.non_operating_revenue_yen,
    result.non_operating_expense_yen,
    result.ordinary_result_yen,
    result.extraordinary_gain_yen,
    result.extraordinary_loss_yen,
    result.net_result_yen,
    result.operating_revenue_yen / nullif(max(result.operating_revenue_yen) FILTER (result.is_total) OVER told, 0)
        AS revenue_share,
    result.unit_yen,
    result.disputed_accounts
FROM result
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN dim_fiscal_year AS fiscal_year USING (fiscal_year_key)
JOIN dim_budget_version AS version USING (budget_version_key)
WINDOW told AS (PARTITION BY result.meeting_key, result.fiscal_year_key, result.budget_version_key)
ORDER BY
    meeting.meeting_date, meeting.meeting_id, fiscal_year.fiscal_year, version.display_order, version.budget_version,
    result.segment_order, result.segment_name;

COMMENT ON VIEW segment_results IS 'What each segment earns and spends, by the income statements: one row for each meeting, fiscal year, version and segment. A disputed amount is NULL, and named in disputed_accounts.';
COMMENT ON COLUMN segment_results.committee IS 'Committee.';
COMMENT ON COLUMN segment_results.meeting_number IS 'N of 第N回.';
COMMENT ON COLUMN segment_results.meeting_date IS 'Day of the meeting.';
COMMENT ON COLUMN segment_results.fiscal_year IS '2015 for 平成27年度.';
COMMENT ON COLUMN segment_results.budget_version IS 'initial, supplementary_<month> or settlement; before_<version> where a text does not name what was in force before.';
COMMENT ON COLUMN segment_results.segment_name IS 'Segment in Japanese; 合計 is the whole agency: do not add it to the others.';
COMMENT ON COLUMN segment_results.segment_name_en IS 'Segment in English; NULL for one the reference data does not know.';
COMMENT ON COLUMN segment_results.is_total IS 'True for 合計.';
COMMENT ON COLUMN segment_results.operating_revenue_yen IS 'Operating revenues (営業収益合計), in yen.';
COMMENT ON COLUMN segment_results.operating_expense_yen IS 'Operating expenses (営業費用合計), in yen.';
COMMENT ON COLUMN segment_results.operating_result_yen IS 'Operating result (営業利益), in yen, negative for a loss. NULL where it is not printed.';
COMMENT ON COLUMN segment_results.non_operating_revenue_yen IS 'Non-operating revenues (営業外収益合計), in yen.';
COMMENT ON COLUMN segment_results.non_operating_expense_yen IS 'Non-operating expenses (営業外費用合計), in yen.';
COMMENT ON COLUMN segment_results.ordinary_result_yen IS 'Ordinary result (経常利益), in yen.';
COMMENT ON COLUMN segment_results.extraordinary_gain_yen IS 'Extraordinary gains (特別利益合計), in yen.';
COMMENT ON COLUMN segment_results.extraordinary_loss_yen IS 'Extraordinary losses (特別損失合計), in yen.';
COMMENT ON COLUMN segment_results.net_result_yen IS 'Net result (当期純利益), in yen.';
COMMENT ON COLUMN segment_results.revenue_share IS 'Its operating revenues as a share of those of 合計, 0 to 1; NULL where one is not known.';
COMMENT ON COLUMN segment_results.unit_yen IS 'How exactly the least exact of its amounts is known, in yen.';
COMMENT ON COLUMN segment_results.disputed_accounts IS 'Totals and results of the segment that are disputed; [] where none is.';
