CREATE TABLE IF NOT EXISTS mart_amount (
    meeting_key INTEGER NOT NULL,
    document_key INTEGER NOT NULL,
    statement_key INTEGER NOT NULL,
    account_key INTEGER NOT NULL,
    segment_key INTEGER NOT NULL,
    fiscal_year_key INTEGER NOT NULL,
    budget_version_key INTEGER NOT NULL,
    amount_yen BIGINT,
    unit_yen BIGINT NOT NULL,
    status VARCHAR NOT NULL,
    printing_count INTEGER NOT NULL,
    section VARCHAR,
    is_total BOOLEAN NOT NULL,
    is_leaf BOOLEAN NOT NULL,
    source_line INTEGER,
    source_column INTEGER
);

COMMENT ON TABLE mart_amount IS 'fact_amount as marked_amounts_in marks it, of which the view amounts is made; kept up to date in each transaction that publishes. Nothing else belongs here; no constraint, for what it is made of has them.';
COMMENT ON COLUMN mart_amount.meeting_key IS 'The meeting.';
COMMENT ON COLUMN mart_amount.document_key IS 'The document that counts for the meeting.';
COMMENT ON COLUMN mart_amount.statement_key IS 'The statement.';
COMMENT ON COLUMN mart_amount.account_key IS 'The account.';
COMMENT ON COLUMN mart_amount.segment_key IS 'The segment or 合計.';
COMMENT ON COLUMN mart_amount.fiscal_year_key IS 'The fiscal year.';
COMMENT ON COLUMN mart_amount.budget_version_key IS 'The version of the budget.';
COMMENT ON COLUMN mart_amount.amount_yen IS 'The settled amount in yen; NULL when disputed and unreadable. Sum it only where is_leaf.';
COMMENT ON COLUMN mart_amount.unit_yen IS 'How exactly the amount is known, in yen.';
COMMENT ON COLUMN mart_amount.status IS 'proven, repaired, unchecked or disputed.';
COMMENT ON COLUMN mart_amount.printing_count IS 'How often the text prints it.';
COMMENT ON COLUMN mart_amount.section IS 'Of an item its outermost heading: 資産の部, 営業収益, 資金支出; NULL for what is no item.';
COMMENT ON COLUMN mart_amount.is_total IS 'Whether the segment is 合計.';
COMMENT ON COLUMN mart_amount.is_leaf IS 'Whether it is safe to sum, within one meeting, fiscal year, version and section.';
COMMENT ON COLUMN mart_amount.source_line IS 'Line in the text, from 1, of its first printing in the finest unit.';
COMMENT ON COLUMN mart_amount.source_column IS 'Cell of that line; 0 is the label.';
