CREATE OR REPLACE VIEW ratios AS
SELECT
    committee,
    meeting_number,
    meeting_date,
    fiscal_year,
    budget_version,
    segment_name,
    is_total,
    operating_result_yen,
    operating_result_yen / nullif(operating_revenue_yen, 0) AS operating_margin,
    ordinary_result_yen / nullif(operating_revenue_yen, 0) AS ordinary_margin,
    net_result_yen / nullif(operating_revenue_yen, 0) AS net_margin,
    operating_expense_yen / nullif(operating_revenue_yen, 0) AS expense_ratio,
    net_assets_yen / nullif(assets_yen, 0) AS equity_ratio,
    current_assets_yen / nullif(current_liabilities_yen, 0) AS current_ratio,
    operating_revenue_yen / nullif(max(operating_revenue_yen) FILTER (is_total) OVER told, 0) AS revenue_share,
    operating_expense_yen / nullif(max(operating_expense_yen) FILTER (is_total) OVER told, 0) AS expense_share,
    assets_yen / nullif(max(assets_yen) FILTER (is_total) OVER told, 0) AS asset_share,
    unit_yen
FROM results_by_segment(['income_statement', 'balance_sheet'])
WINDOW told AS (PARTITION BY meeting_key, fiscal_year_key, budget_version_key)
ORDER BY meeting_date, meeting_id, fiscal_year, version_order, budget_version, segment_order, segment_name;

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
