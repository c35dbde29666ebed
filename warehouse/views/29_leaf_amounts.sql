CREATE OR REPLACE VIEW leaf_amounts AS
SELECT
    meeting.committee,
    meeting.meeting_number,
    meeting.meeting_date,
    fiscal_year.fiscal_year,
    version.budget_version,
    statement.statement_code,
    amount.section,
    account.account_path,
    account.account_name,
    account.account_name_en,
    segment.segment_name,
    segment.segment_name_en,
    amount.is_total AS is_undivided,
    if(amount.status <> 'disputed', amount.amount_yen, NULL) AS amount_yen,
    amount.unit_yen,
    amount.status,
    meeting_key
FROM marked_amounts AS amount
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN dim_statement AS statement ON statement.statement_key = amount.statement_key
JOIN dim_account AS account ON account.account_key = amount.account_key
JOIN dim_segment AS segment USING (segment_key)
JOIN account_positions ON account_positions.account_key = amount.account_key
JOIN dim_fiscal_year AS fiscal_year USING (fiscal_year_key)
JOIN dim_budget_version AS version USING (budget_version_key)
WHERE amount.is_leaf
ORDER BY
    meeting.meeting_date, meeting.meeting_id, fiscal_year.fiscal_year, version.display_order, version.budget_version,
    account_positions.position, segment.display_order, segment.segment_name;

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
