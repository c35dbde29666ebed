CREATE OR REPLACE VIEW revisions AS
SELECT
    statement.statement_code,
    account.account_path,
    account.account_name,
    segment.segment_name,
    mart.fiscal_year_key AS fiscal_year,
    before.budget_version AS version_before,
    version.budget_version,
    mart.before_yen,
    mart.amount_yen AS after_yen,
    mart.amount_yen - mart.before_yen AS change_yen,
    mart.printed_change_yen,
    mart.unit_yen,
    mart.before_status,
    mart.status AS after_status,
    mart.is_contradicted,
    meeting.agency,
    meeting.committee,
    meeting.meeting_number,
    meeting.meeting_date,
    document.file_name
FROM mart_revision AS mart
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN meeting_agencies AS agency USING (meeting_key)
JOIN dim_document AS document ON document.document_key = mart.document_key
JOIN dim_statement AS statement ON statement.statement_key = mart.statement_key
JOIN dim_account AS account ON account.account_key = mart.account_key
JOIN dim_segment AS segment ON segment.segment_key = mart.segment_key
JOIN dim_budget_version AS version ON version.budget_version_key = mart.budget_version_key
JOIN dim_budget_version AS before ON before.budget_version_key = mart.before_version_key
ORDER BY
    mart.fiscal_year_key, agency.agency_key, statement.statement_key, account.display_order, account.account_path,
    segment.display_order, segment.segment_name, version.display_order, starts_with(version.budget_version, 'before_');

COMMENT ON VIEW revisions IS 'What each version changed: one row for each agency, statement, account, segment and fiscal year and each version after the first that is known, unchanged ones too.';
COMMENT ON COLUMN revisions.statement_code IS 'balance_sheet, income_statement, cash_plan, or other for a table that is none of them.';
COMMENT ON COLUMN revisions.account_path IS 'Headings and label joined by /, under the account''s last name.';
COMMENT ON COLUMN revisions.account_name IS 'The last part of the path.';
COMMENT ON COLUMN revisions.segment_name IS 'The segment under its last name; the total is 合計.';
COMMENT ON COLUMN revisions.fiscal_year IS '2015 for 平成27年度.';
COMMENT ON COLUMN revisions.version_before IS 'The version before, the latest that is known; before_<version> where no meeting at hand adopted it.';
COMMENT ON COLUMN revisions.budget_version IS 'The version that changed it.';
COMMENT ON COLUMN revisions.before_yen IS 'Amount before, in yen.';
COMMENT ON COLUMN revisions.after_yen IS 'Amount after, in yen.';
COMMENT ON COLUMN revisions.change_yen IS 'After less before, in yen; NULL where one has no value.';
COMMENT ON COLUMN revisions.printed_change_yen IS 'The change as the meeting prints it (補正額), settled, in yen; NULL where it prints none, and for settlements.';
COMMENT ON COLUMN revisions.unit_yen IS 'How exactly the coarser of the two is known, in yen.';
COMMENT ON COLUMN revisions.before_status IS 'Status of the amount before.';
COMMENT ON COLUMN revisions.after_status IS 'Status of the amount after.';
COMMENT ON COLUMN revisions.is_contradicted IS 'True where another meeting prints the version after otherwise: see adoption_checks.';
COMMENT ON COLUMN revisions.agency IS 'The agency: amounts of two agencies are never compared or chosen between. NULL where the text does not name it; such texts are one agency.';
COMMENT ON COLUMN revisions.committee IS 'Committee or council that changed it.';
COMMENT ON COLUMN revisions.meeting_number IS 'N of 第N回.';
COMMENT ON COLUMN revisions.meeting_date IS 'Day of that meeting.';
COMMENT ON COLUMN revisions.file_name IS 'The text''s file name.';
