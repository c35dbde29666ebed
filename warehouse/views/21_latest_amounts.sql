CREATE OR REPLACE VIEW latest_amounts AS
SELECT
    statement_code,
    account_path,
    account_name,
    account_role,
    segment_name,
    fiscal_year,
    budget_version,
    amount_yen,
    unit_yen,
    status,
    is_printed,
    is_contradicted,
    is_outdated,
    agency,
    committee,
    meeting_number,
    meeting_date,
    file_name
FROM version_amounts
WHERE is_latest
ORDER BY fiscal_year, agency_key, statement_order, account_order, account_path, segment_order, segment_name;

COMMENT ON VIEW latest_amounts IS 'What holds now: for each agency, statement, account, segment and fiscal year the amount of the latest version, settlement after supplementary budgets after the initial one. Never trust it where status is disputed or is_contradicted.';
COMMENT ON COLUMN latest_amounts.statement_code IS 'balance_sheet, income_statement, cash_plan, or other for a table that is none of them.';
COMMENT ON COLUMN latest_amounts.account_path IS 'Headings and label joined by /, under the account''s last name.';
COMMENT ON COLUMN latest_amounts.account_name IS 'The last part of the path.';
COMMENT ON COLUMN latest_amounts.account_role IS 'item, total, result or memo: sum items only.';
COMMENT ON COLUMN latest_amounts.segment_name IS 'The segment under its last name; 合計 is the total: do not add it to the others.';
COMMENT ON COLUMN latest_amounts.fiscal_year IS '2015 for 平成27年度.';
COMMENT ON COLUMN latest_amounts.budget_version IS 'The version that holds: initial, supplementary_<month> or settlement; before_<version> where a text does not name what was in force before.';
COMMENT ON COLUMN latest_amounts.amount_yen IS 'The settled amount in yen; NULL when disputed and unreadable.';
COMMENT ON COLUMN latest_amounts.unit_yen IS 'How exactly it is known, in yen.';
COMMENT ON COLUMN latest_amounts.status IS 'proven, repaired, unchecked or disputed.';
COMMENT ON COLUMN latest_amounts.is_printed IS 'False where the version leaves the item out and the others sum to their totals without it: it is nil.';
COMMENT ON COLUMN latest_amounts.is_contradicted IS 'True where another meeting prints the same version otherwise: see adoption_checks.';
COMMENT ON COLUMN latest_amounts.is_outdated IS 'True where a later version of the statement is known, but not what it says of this amount (a summary).';
COMMENT ON COLUMN latest_amounts.agency IS 'The agency: amounts of two agencies are never compared or chosen between. NULL where the text does not name it; such texts are one agency.';
COMMENT ON COLUMN latest_amounts.committee IS 'Committee or council whose text it is from: the first to print the version so exactly.';
COMMENT ON COLUMN latest_amounts.meeting_number IS 'N of 第N回.';
COMMENT ON COLUMN latest_amounts.meeting_date IS 'Day of that meeting.';
COMMENT ON COLUMN latest_amounts.file_name IS 'The text''s file name.';
