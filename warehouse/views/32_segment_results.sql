CREATE OR REPLACE VIEW segment_results AS
SELECT
    committee,
    meeting_number,
    meeting_date,
    fiscal_year,
    budget_version,
    segment_name,
    segment_name_en,
    is_total,
    operating_revenue_yen,
    operating_expense_yen,
    operating_result_yen,
    non_operating_revenue_yen,
    non_operating_expense_yen,
    ordinary_result_yen,
    extraordinary_gain_yen,
    extraordinary_loss_yen,
    net_result_yen,
    operating_revenue_yen / nullif(max(operating_revenue_yen) FILTER (is_total) OVER told, 0) AS revenue_share,
    unit_yen,
    disputed_accounts
FROM results_by_segment(['income_statement'])
WINDOW told AS (PARTITION BY meeting_key, fiscal_year_key, budget_version_key)
ORDER BY meeting_date, meeting_id, fiscal_year, version_order, budget_version, segment_order, segment_name;

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
