CREATE OR REPLACE VIEW amounts AS
SELECT
    meeting.agency,
    meeting.committee,
    meeting.meeting_number,
    meeting.meeting_date,
    statement.statement_code,
    statement.statement_name,
    account.account_path,
    account.account_name,
    account.account_name_en,
    account.account_role,
    segment.segment_name,
    segment.segment_name_en,
    fiscal_year.fiscal_year,
    version.budget_version,
    amount.amount_yen,
    amount.unit_yen,
    amount.status,
    amount.printing_count,
    meeting.meeting_id,
    version.budget_version_name,
    amount.is_leaf,
    account.display_order AS account_order,
    segment.display_order AS segment_order,
    document.file_name,
    amount.source_line,
    amount.source_column
FROM marked_amounts AS amount
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN dim_document AS document USING (document_key)
JOIN dim_statement AS statement ON statement.statement_key = amount.statement_key
JOIN dim_account AS account ON account.account_key = amount.account_key
JOIN dim_segment AS segment USING (segment_key)
JOIN dim_fiscal_year AS fiscal_year USING (fiscal_year_key)
JOIN dim_budget_version AS version USING (budget_version_key)
ORDER BY
    meeting.meeting_date, meeting.meeting_key, fiscal_year.fiscal_year, version.display_order,
    statement.statement_key, account.display_order, account.account_key, segment.display_order;

COMMENT ON VIEW amounts IS 'Start here: every settled amount with its keys spelled out. Never sum a whole statement: totals stand beside their items and 合計 beside its segments, so that a sum counts each yen several times; sum rows with is_leaf (or the view leaf_amounts) of one meeting, fiscal year, version and outermost heading. A disputed amount is never to be trusted: filter on status.';
COMMENT ON COLUMN amounts.agency IS 'Agency.';
COMMENT ON COLUMN amounts.committee IS 'Committee.';
COMMENT ON COLUMN amounts.meeting_number IS 'N of 第N回.';
COMMENT ON COLUMN amounts.meeting_date IS 'Day of the meeting.';
COMMENT ON COLUMN amounts.statement_code IS 'balance_sheet, income_statement, cash_plan, or other for a table that is none of them.';
COMMENT ON COLUMN amounts.statement_name IS 'Statement in Japanese.';
COMMENT ON COLUMN amounts.account_path IS 'Headings and label joined by /.';
COMMENT ON COLUMN amounts.account_name IS 'Account in Japanese.';
COMMENT ON COLUMN amounts.account_name_en IS 'Account in English; NULL for one the reference data does not know.';
COMMENT ON COLUMN amounts.account_role IS 'item, total, result or memo: sum items only.';
COMMENT ON COLUMN amounts.segment_name IS 'Segment in Japanese; 合計 is the total: do not add it to the others.';
COMMENT ON COLUMN amounts.segment_name_en IS 'Segment in English; NULL for one the reference data does not know.';
COMMENT ON COLUMN amounts.fiscal_year IS '2015 for 平成27年度.';
COMMENT ON COLUMN amounts.budget_version IS 'initial, supplementary_<month> or settlement; before_<version> where a text does not name what was in force before.';
COMMENT ON COLUMN amounts.amount_yen IS 'The settled amount in yen; NULL when disputed and unreadable. Sum it only where is_leaf.';
COMMENT ON COLUMN amounts.unit_yen IS 'How exactly the amount is known, in yen.';
COMMENT ON COLUMN amounts.status IS 'proven, repaired, unchecked or disputed.';
COMMENT ON COLUMN amounts.printing_count IS 'How often the text prints it.';
COMMENT ON COLUMN amounts.meeting_id IS 'The meeting''s natural key: agency, committee, number.';
COMMENT ON COLUMN amounts.budget_version_name IS 'The version in Japanese: 当初予算, 6月補正予算, 決算.';
COMMENT ON COLUMN amounts.is_leaf IS 'Whether it is safe to sum: no total, no result, no item that is broken down, and 合計 only where a text has no segments. Of one meeting, fiscal year, version and outermost heading.';
COMMENT ON COLUMN amounts.account_order IS 'Order of the rows in the printed statement.';
COMMENT ON COLUMN amounts.segment_order IS 'Order of the segments in a table; 合計 last.';
COMMENT ON COLUMN amounts.file_name IS 'The text it is taken from.';
COMMENT ON COLUMN amounts.source_line IS 'Line in that text, from 1, of its first printing in the finest unit: tsujitsuma explain says why it has its value.';
COMMENT ON COLUMN amounts.source_column IS 'Cell of that line; 0 is the label.';
