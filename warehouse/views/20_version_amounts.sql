CREATE OR REPLACE VIEW version_amounts AS
SELECT
    statement.statement_code,
    account.account_path,
    segment.segment_name,
    mart.fiscal_year_key AS fiscal_year,
    version.budget_version,
    mart.amount_yen,
    mart.unit_yen,
    mart.status,
    mart.is_printed,
    mart.printed_account_path,
    meeting.agency,
    meeting.committee,
    meeting.meeting_number,
    meeting.meeting_date,
    document.file_name,
    account.account_name,
    account.account_role,
    version.display_order AS version_order,
    NOT starts_with(version.budget_version, 'before_') AS is_named,
    statement.statement_key AS statement_order,
    account.display_order AS account_order,
    segment.display_order AS segment_order,
    meeting.meeting_id,
    agency.agency_key,
    mart.account_key,
    mart.segment_key,
    mart.budget_version_key,
    mart.is_contradicted,
    mart.is_latest,
    mart.is_outdated
FROM mart_version_amount AS mart
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN meeting_agencies AS agency USING (meeting_key)
JOIN dim_document AS document ON document.document_key = mart.document_key
JOIN dim_statement AS statement ON statement.statement_key = mart.statement_key
JOIN dim_account AS account ON account.account_key = mart.account_key
JOIN dim_segment AS segment ON segment.segment_key = mart.segment_key
JOIN dim_budget_version AS version ON version.budget_version_key = mart.budget_version_key;

COMMENT ON VIEW version_amounts IS 'Each version of each amount of an agency as known now, one row each: version_amounts_as_of(DATE ''infinity'') as kept, with the columns of amount_printings.';
COMMENT ON COLUMN version_amounts.statement_code IS 'balance_sheet, income_statement, cash_plan, or other for a table that is none of them.';
COMMENT ON COLUMN version_amounts.account_path IS 'The account under its last name; as printed where the text has the old and the new name side by side.';
COMMENT ON COLUMN version_amounts.segment_name IS 'The segment under its last name; the total is 合計.';
COMMENT ON COLUMN version_amounts.fiscal_year IS '2015 for 平成27年度.';
COMMENT ON COLUMN version_amounts.budget_version IS 'initial, supplementary_<month> or settlement; before_<version> where a text does not name what was in force before.';
COMMENT ON COLUMN version_amounts.amount_yen IS 'The settled amount in yen; NULL when disputed and unreadable.';
COMMENT ON COLUMN version_amounts.unit_yen IS 'How exactly it is known, in yen.';
COMMENT ON COLUMN version_amounts.status IS 'proven, repaired, unchecked or disputed.';
COMMENT ON COLUMN version_amounts.is_printed IS 'False where the text leaves the item out and the others sum to their totals without it: it is nil.';
COMMENT ON COLUMN version_amounts.printed_account_path IS 'The account as the text has it.';
COMMENT ON COLUMN version_amounts.agency IS 'The agency: amounts of two agencies are never compared or chosen between. NULL where the text does not name it; such texts are one agency.';
COMMENT ON COLUMN version_amounts.committee IS 'Committee or council that adopted it: the first to print it.';
COMMENT ON COLUMN version_amounts.meeting_number IS 'N of 第N回.';
COMMENT ON COLUMN version_amounts.meeting_date IS 'Day of the meeting.';
COMMENT ON COLUMN version_amounts.file_name IS 'The text''s file name.';
COMMENT ON COLUMN version_amounts.account_name IS 'The last part of the path.';
COMMENT ON COLUMN version_amounts.account_role IS 'item, total, result or memo, as printed: sum items only.';
COMMENT ON COLUMN version_amounts.version_order IS 'Order in which the versions of a year are adopted.';
COMMENT ON COLUMN version_amounts.is_named IS 'False for before_<version>: some version that the text does not name.';
COMMENT ON COLUMN version_amounts.statement_order IS 'Order of the statements.';
COMMENT ON COLUMN version_amounts.account_order IS 'Order of the accounts in a statement; those the reference data does not know last.';
COMMENT ON COLUMN version_amounts.segment_order IS 'Order of the segments.';
COMMENT ON COLUMN version_amounts.meeting_id IS 'The meeting''s natural key.';
COMMENT ON COLUMN version_amounts.agency_key IS 'Number of the agency among those in the warehouse, never NULL: for joins.';
COMMENT ON COLUMN version_amounts.account_key IS 'Key of the account under that name in dim_account.';
COMMENT ON COLUMN version_amounts.segment_key IS 'Key of the segment under that name in dim_segment.';
COMMENT ON COLUMN version_amounts.budget_version_key IS 'Key of the version in dim_budget_version.';
COMMENT ON COLUMN version_amounts.is_contradicted IS 'True where another meeting prints this version otherwise (adoption_checks).';
COMMENT ON COLUMN version_amounts.is_latest IS 'True for the version that holds now: what latest_amounts shows.';
COMMENT ON COLUMN version_amounts.is_outdated IS 'True where it holds now, though its statement was adopted anew since without telling it.';
