CREATE TABLE IF NOT EXISTS mart_version_amount (
    meeting_key INTEGER NOT NULL,
    document_key INTEGER NOT NULL,
    statement_key INTEGER NOT NULL,
    account_key INTEGER NOT NULL,
    segment_key INTEGER NOT NULL,
    fiscal_year_key INTEGER NOT NULL,
    budget_version_key INTEGER NOT NULL,
    printed_account_path VARCHAR NOT NULL,
    amount_yen BIGINT,
    unit_yen BIGINT NOT NULL,
    status VARCHAR NOT NULL,
    is_printed BOOLEAN NOT NULL,
    is_contradicted BOOLEAN NOT NULL,
    is_latest BOOLEAN NOT NULL,
    is_outdated BOOLEAN NOT NULL
);

COMMENT ON TABLE mart_version_amount IS 'The view version_amounts by keys: what version_amounts_in tells of the agencies and years held, kept up to date in each transaction that publishes. Nothing else belongs here; no constraint, for what it is made of has them.';
COMMENT ON COLUMN mart_version_amount.meeting_key IS 'The meeting that adopted it: the first to print it.';
COMMENT ON COLUMN mart_version_amount.document_key IS 'The document that counts for the meeting.';
COMMENT ON COLUMN mart_version_amount.statement_key IS 'The statement.';
COMMENT ON COLUMN mart_version_amount.account_key IS 'The account under its last name; as printed where the text has the old and the new name side by side.';
COMMENT ON COLUMN mart_version_amount.segment_key IS 'The segment under its last name, or 合計.';
COMMENT ON COLUMN mart_version_amount.fiscal_year_key IS 'The fiscal year.';
COMMENT ON COLUMN mart_version_amount.budget_version_key IS 'The version of the budget.';
COMMENT ON COLUMN mart_version_amount.printed_account_path IS 'The account as the text has it.';
COMMENT ON COLUMN mart_version_amount.amount_yen IS 'The settled amount in yen; NULL when disputed and unreadable.';
COMMENT ON COLUMN mart_version_amount.unit_yen IS 'How exactly it is known, in yen.';
COMMENT ON COLUMN mart_version_amount.status IS 'proven, repaired, unchecked or disputed.';
COMMENT ON COLUMN mart_version_amount.is_printed IS 'False where the text leaves the item out and the others sum to their totals without it: it is nil.';
COMMENT ON COLUMN mart_version_amount.is_contradicted IS 'True where another meeting prints this version otherwise.';
COMMENT ON COLUMN mart_version_amount.is_latest IS 'True for the version of the amount that holds now.';
COMMENT ON COLUMN mart_version_amount.is_outdated IS 'True where it holds now, though its statement was adopted anew since without telling it.';
