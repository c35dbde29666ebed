CREATE OR REPLACE VIEW ratios AS
WITH settled AS (
    SELECT
        amount.meeting_key,
        amount.fiscal_year_key,
        amount.budget_version_key,
        segment.segment_name,
        segment.is_total,
        segment.display_order AS segment_order,
        any_value(trusted_yen) FILTER (account_path = '営業収益/営業収益合計') AS revenue,
        any_value(trusted_yen) FILTER (account_path = '営業費用/営業費用合計') AS expense,
        any_value(trusted_yen) FILTER (account_path = '営業利益') AS operating_result,
        any_value(trusted_yen) FILTER (account_path = '経常利益') AS ordinary_result,
        any_value(trusted_yen) FILTER (account_path = '当期純利益') AS net_result,
        any_value(trusted_yen) FILTER (account_path = '資産の部/資産合計') AS assets,
        any_value(trusted_yen) FILTER (account_path = '資産の部/流動資産/流動資産合計') AS current_assets,
        any_value(trusted_yen) FILTER (account_path = '負債の部/流動負債/流動負債合計') AS current_liabilities,
        any_value(trusted_yen) FILTER (account_path = '純資産の部/純資産合計') AS net_assets,
        max(unit_yen) AS unit_yen
    FROM (SELECT *, if(status <> 'disputed', amount_yen, NULL) AS trusted_yen FROM fact_amount) AS amount
    JOIN dim_account AS account USING (account_key)
    JOIN dim_statement AS statement ON statement.statement_key = amount.statement_key
    JOIN dim_segment AS segment USING (segment_key)
    WHERE statement.statement_code IN ('income_statement', 'balance_sheet') AND account.account_role <> 'item'
    GROUP BY ALL
)
SELECT
    meeting.committee,
    meeting.meeting_number,
    meeting.meeting_date,
    fiscal_year.fiscal_year,
    version.budget_version,
    settled.segment_name,
    settled.is_total,
    settled.operating_result AS operating_result_yen,
    settled.operating_result / nullif(settled.revenue, 0) AS operating_margin,
    settled.ordinary_result / nullif(settled.revenue, 0) AS ordinary_margin,
    settled.net_result / nullif(settled.revenue, 0) AS net_margin,
    settled.expense / nullif(settled.revenue, 0) AS expense_ratio,
    settled.net_assets / nullif(settled.assets, 0) AS equity_ratio,
    settled.current_assets / nullif(settled.current_liabilities, 0) AS current_ratio,
    settled.revenue / nullif(max(settled.revenue) FILTER (settled.is_total) OVER told, 0) AS revenue_share,
    settled.expense / nullif(max(settled.expense) FILTER (settled.is_total) OVER told, 0) AS expense_share,
    settled.assets / nullif(max(settled.assets) FILTER (settled.is_total) OVER told, 0) AS asset_share,
    settled.unit_yen
FROM settled
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN dim_fiscal_year AS fiscal_year USING (fiscal_year_key)
JOIN dim_budget_version AS version USING (budget_version_key)
WINDOW told AS (PARTITION BY settled.meeting_key, settled.fiscal_year_key, settled.budget_version_key)
ORDER BY
    meeting.meeting_date, meeting.meeting_id, fiscal_year.fiscal_year, version.display_order, version.budget_version,
    settled.segment_order, settled.segment_name;

COMMENT ON VIEW ratios IS 'Ratios of each segment and of the whole agency: one row for each meeting, fiscal year, version and segment. A ratio is NULL where an amount of it is not printed, disputed or its divisor is 0. 0.25 is 25 %.';
COMMENT ON COLUMN ratios.committee IS 'Committee.';
COMMENT ON COLUMN ratios.meeting_number IS 'N of 第N回.';
COMMENT ON COLUMN ratios.meeting_date IS 'Day of the meeting.';
COMMENT ON COLUMN ratios.fiscal_year IS '2015 for 平成27年度.';
COMMENT ON COLUMN ratios.budget_version IS 'initial, supplementary_<month> or settlement; before_<version> where a text does not name what was in force before.';
COMMENT ON COLUMN ratios.segment_name IS 'Segment in Japanese; 合計 is the whole agency.';
COMMENT ON COLUMN ratios.is_total IS 'True for 合計.';
COMMENT ON COLUMN ratios.operating_result_yen IS 'Operating result (営業利益), in yen, negative for a loss.';
COMMENT ON COLUMN ratios.operating_margin IS 'Operating result (営業利益) by operating revenues (営業収益合計).';
COMMENT ON COLUMN ratios.ordinary_margin IS 'Ordinary result (経常利益) by operating revenues.';
COMMENT ON COLUMN ratios.net_margin IS 'Net result (当期純利益) by operating revenues.';
COMMENT ON COLUMN ratios.expense_ratio IS 'Operating expenses (営業費用合計) by operating revenues.';
COMMENT ON COLUMN ratios.equity_ratio IS 'Equity ratio (自己資本比率): net assets (純資産合計) by total assets (資産合計).';
COMMENT ON COLUMN ratios.current_ratio IS 'Current ratio (流動比率): current assets (流動資産合計) by current liabilities (流動負債合計).';
COMMENT ON COLUMN ratios.revenue_share IS 'Operating revenues as a share of those of 合計.';
COMMENT ON COLUMN ratios.expense_share IS 'Operating expenses as a share of those of 合計.';
COMMENT ON COLUMN ratios.asset_share IS 'Total assets as a share of those of 合計.';
COMMENT ON COLUMN ratios.unit_yen IS 'How exactly the least exact amount is known, in yen: at 1000000 small ratios are coarse.';
