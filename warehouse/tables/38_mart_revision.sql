CREATE TABLE IF NOT EXISTS mart_revision (
    meeting_key INTEGER NOT NULL,
    document_key INTEGER NOT NULL,
    statement_key INTEGER NOT NULL,
    account_key INTEGER NOT NULL,
    segment_key INTEGER NOT NULL,
    fiscal_year_key INTEGER NOT NULL,
    before_version_key INTEGER NOT NULL,
    budget_version_key INTEGER NOT NULL,
    before_yen BIGINT,
    amount_yen BIGINT,
    printed_change_yen BIGINT,
    unit_yen BIGINT NOT NULL,
    before_status VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    is_contradicted BOOLEAN NOT NULL
);

COMMENT ON TABLE mart_revision IS 'The view revisions by keys, kept up to date in each transaction that publishes.';
COMMENT ON COLUMN mart_revision.meeting_key IS 'The meeting that adopted the change.';
COMMENT ON COLUMN mart_revision.document_key IS 'The document that counts for the meeting.';
COMMENT ON COLUMN mart_revision.statement_key IS 'The statement.';
COMMENT ON COLUMN mart_revision.account_key IS 'The account under its last name; as printed where the text has the old and the new name side by side.';
COMMENT ON COLUMN mart_revision.segment_key IS 'The segment under its last name, or 合計.';
COMMENT ON COLUMN mart_revision.fiscal_year_key IS 'The fiscal year.';
COMMENT ON COLUMN mart_revision.before_version_key IS 'The version before.';
COMMENT ON COLUMN mart_revision.budget_version_key IS 'The version that changed it.';
COMMENT ON COLUMN mart_revision.before_yen IS 'Amount in the version before, in yen; NULL when disputed and unreadable.';
COMMENT ON COLUMN mart_revision.amount_yen IS 'Amount after, in yen; NULL when disputed and unreadable.';
COMMENT ON COLUMN mart_revision.printed_change_yen IS '補正額 as printed, in yen; NULL where it is not.';
COMMENT ON COLUMN mart_revision.unit_yen IS 'How exactly both are known, in yen.';
COMMENT ON COLUMN mart_revision.before_status IS 'Status of the amount before.';
COMMENT ON COLUMN mart_revision.status IS 'Status of the amount after.';
COMMENT ON COLUMN mart_revision.is_contradicted IS 'True where another meeting prints this version otherwise.';
