-- A statement as it is printed, with a column for each segment. A view's columns are fixed, and the segments are data: so
-- warehouse/statement_views.py fills in the marks and runs this where the segments have changed.
CREATE OR REPLACE VIEW $view AS
SELECT
    meeting.committee,
    meeting.meeting_number,
    meeting.meeting_date,
    fiscal_year.fiscal_year,
    version.budget_version,
    account.account_path,
    account.account_name,
    account.account_role,
    $segment_columns,
    coalesce(
        list(segment.segment_name ORDER BY segment.display_order, segment.segment_name)
            FILTER (amount.status = 'disputed'),
        []
    ) AS disputed_segments,
    max(amount.unit_yen) AS unit_yen,
    coalesce(bool_or(amount.amount_yen % 1000 <> 0) FILTER (amount.status <> 'disputed'), false) AS is_rounded
FROM fact_amount AS amount
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN dim_statement AS statement USING (statement_key)
JOIN dim_account AS account USING (account_key)
JOIN account_positions USING (account_key)
JOIN dim_segment AS segment USING (segment_key)
JOIN dim_fiscal_year AS fiscal_year USING (fiscal_year_key)
JOIN dim_budget_version AS version USING (budget_version_key)
WHERE statement.statement_code = '$view'
GROUP BY
    meeting.committee, meeting.meeting_number, meeting.meeting_date, meeting.meeting_id, fiscal_year.fiscal_year,
    version.budget_version, version.display_order, account.account_path, account.account_name, account.account_role,
    account_positions.position
ORDER BY
    meeting.meeting_date, meeting.meeting_id, fiscal_year.fiscal_year, version.display_order, version.budget_version,
    account_positions.position;

COMMENT ON VIEW $view IS '$title as printed, in thousand yen: one row for each meeting, fiscal year, version and account in the order of the statement, one column for each segment. Amounts in yen, and their status: amounts.';
COMMENT ON COLUMN $view.committee IS 'Committee.';
COMMENT ON COLUMN $view.meeting_number IS 'N of 第N回.';
COMMENT ON COLUMN $view.meeting_date IS 'Day of the meeting.';
COMMENT ON COLUMN $view.fiscal_year IS '2015 for 平成27年度.';
COMMENT ON COLUMN $view.budget_version IS 'initial, supplementary_<month> or settlement; before_<version> where a text does not name what was in force before.';
COMMENT ON COLUMN $view.account_path IS 'Headings and label joined by /.';
COMMENT ON COLUMN $view.account_name IS 'Account in Japanese.';
COMMENT ON COLUMN $view.account_role IS 'item, total, result or memo: sum items only.';
$segment_comments
COMMENT ON COLUMN $view.disputed_segments IS 'Segments whose amount is disputed and therefore left empty; [] where none is.';
COMMENT ON COLUMN $view.unit_yen IS 'How exactly the least exact amount of the row is known, in yen: 1000000 where only 百万円 are printed.';
COMMENT ON COLUMN $view.is_rounded IS 'True where the text prints yen, and an amount is rounded to the thousand here.';
