-- Kept, not asked each time: what a filter on an account, a segment or a year leaves must not cost a look at every text.
CREATE OR REPLACE VIEW marked_amounts AS
FROM mart_amount;

COMMENT ON VIEW marked_amounts IS 'fact_amount with a mark of which rows are safe to sum, and where each is printed: amounts and leaf_amounts are made of it.';
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
COMMENT ON COLUMN marked_amounts.source_line IS 'Line in the text, from 1, of its first printing in the finest unit.';
COMMENT ON COLUMN marked_amounts.source_column IS 'Cell of that line; 0 is the label.';
