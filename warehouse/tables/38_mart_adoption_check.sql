CREATE TABLE IF NOT EXISTS mart_adoption_check (
    meeting_key INTEGER NOT NULL,
    document_key INTEGER NOT NULL,
    earlier_meeting_key INTEGER NOT NULL,
    earlier_document_key INTEGER NOT NULL,
    statement_key INTEGER NOT NULL,
    account_key INTEGER NOT NULL,
    segment_key INTEGER NOT NULL,
    fiscal_year_key INTEGER NOT NULL,
    relation VARCHAR NOT NULL,
    earlier_version_key INTEGER NOT NULL,
    later_version_key INTEGER NOT NULL,
    earlier_yen BIGINT,
    later_yen BIGINT,
    earlier_unit_yen BIGINT NOT NULL,
    later_unit_yen BIGINT NOT NULL,
    earlier_status VARCHAR NOT NULL,
    later_status VARCHAR NOT NULL,
    earlier_is_printed BOOLEAN NOT NULL,
    later_is_printed BOOLEAN NOT NULL,
    holds BOOLEAN,
    outcome VARCHAR
);

COMMENT ON TABLE mart_adoption_check IS 'The view adoption_checks by keys, kept up to date in each transaction that publishes.';
COMMENT ON COLUMN mart_adoption_check.meeting_key IS 'The later meeting.';
COMMENT ON COLUMN mart_adoption_check.document_key IS 'The document that counts for it.';
COMMENT ON COLUMN mart_adoption_check.earlier_meeting_key IS 'The earlier meeting.';
COMMENT ON COLUMN mart_adoption_check.earlier_document_key IS 'The document that counts for it.';
COMMENT ON COLUMN mart_adoption_check.statement_key IS 'The statement.';
COMMENT ON COLUMN mart_adoption_check.account_key IS 'The account under its last name; as printed where the text has the old and the new name side by side.';
COMMENT ON COLUMN mart_adoption_check.segment_key IS 'The segment under its last name, or 合計.';
COMMENT ON COLUMN mart_adoption_check.fiscal_year_key IS 'The fiscal year.';
COMMENT ON COLUMN mart_adoption_check.relation IS 'same_version or version_before.';
COMMENT ON COLUMN mart_adoption_check.earlier_version_key IS 'The version that the earlier meeting printed.';
COMMENT ON COLUMN mart_adoption_check.later_version_key IS 'The version as the later meeting''s text tells.';
COMMENT ON COLUMN mart_adoption_check.earlier_yen IS 'Amount at the earlier meeting, in yen.';
COMMENT ON COLUMN mart_adoption_check.later_yen IS 'Amount at the later meeting, in yen.';
COMMENT ON COLUMN mart_adoption_check.earlier_unit_yen IS 'How exactly the earlier amount is known, in yen.';
COMMENT ON COLUMN mart_adoption_check.later_unit_yen IS 'How exactly the later amount is known, in yen.';
COMMENT ON COLUMN mart_adoption_check.earlier_status IS 'Status of the earlier amount.';
COMMENT ON COLUMN mart_adoption_check.later_status IS 'Status of the later amount.';
COMMENT ON COLUMN mart_adoption_check.earlier_is_printed IS 'False where the earlier text leaves the item out, which is nil.';
COMMENT ON COLUMN mart_adoption_check.later_is_printed IS 'False where the later text leaves the item out, which is nil.';
COMMENT ON COLUMN mart_adoption_check.holds IS 'Whether they agree; NULL where one has no value.';
COMMENT ON COLUMN mart_adoption_check.outcome IS 'agrees, disagrees or not_comparable; NULL where one is disputed or has no value.';
