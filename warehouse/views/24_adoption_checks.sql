CREATE OR REPLACE VIEW adoption_checks AS
SELECT
    statement.statement_code,
    account.account_path,
    segment.segment_name,
    mart.fiscal_year_key AS fiscal_year,
    mart.relation,
    earlier_version.budget_version AS earlier_version,
    later_version.budget_version AS later_version,
    mart.earlier_yen,
    mart.later_yen,
    mart.later_yen - mart.earlier_yen AS residual_yen,
    if(mart.earlier_unit_yen = mart.later_unit_yen, 0, greatest(mart.earlier_unit_yen, mart.later_unit_yen) // 2)
        AS tolerance_yen,
    mart.holds,
    mart.earlier_status = 'disputed' OR mart.later_status = 'disputed' AS is_disputed,
    mart.earlier_status,
    mart.later_status,
    mart.earlier_is_printed,
    mart.later_is_printed,
    later.agency,
    earlier.committee AS earlier_committee,
    earlier.meeting_number AS earlier_meeting_number,
    earlier.meeting_date AS earlier_meeting_date,
    earlier_document.file_name AS earlier_file_name,
    later.committee AS later_committee,
    later.meeting_number AS later_meeting_number,
    later.meeting_date AS later_meeting_date,
    later_document.file_name AS later_file_name,
    earlier.meeting_id AS earlier_meeting_id,
    later.meeting_id AS later_meeting_id,
    mart.earlier_unit_yen,
    mart.later_unit_yen,
    mart.outcome
FROM mart_adoption_check AS mart
JOIN dim_meeting AS later ON later.meeting_key = mart.meeting_key
JOIN dim_meeting AS earlier ON earlier.meeting_key = mart.earlier_meeting_key
JOIN dim_document AS later_document ON later_document.document_key = mart.document_key
JOIN dim_document AS earlier_document ON earlier_document.document_key = mart.earlier_document_key
JOIN dim_statement AS statement ON statement.statement_key = mart.statement_key
JOIN dim_account AS account ON account.account_key = mart.account_key
JOIN dim_segment AS segment ON segment.segment_key = mart.segment_key
JOIN dim_budget_version AS earlier_version ON earlier_version.budget_version_key = mart.earlier_version_key
JOIN dim_budget_version AS later_version ON later_version.budget_version_key = mart.later_version_key
ORDER BY
    later.meeting_date, later.meeting_id, earlier.meeting_date, earlier.meeting_id, mart.fiscal_year_key,
    statement.statement_key, account.display_order, account.account_path, segment.display_order, segment.segment_name,
    later_version.display_order, starts_with(later_version.budget_version, 'before_');

COMMENT ON VIEW adoption_checks IS 'What a meeting calls 補正前, 前年度 or the like against what an earlier meeting printed: one row for each amount and pair of meetings of one agency that follow each other in printing it.';
COMMENT ON COLUMN adoption_checks.statement_code IS 'balance_sheet, income_statement, cash_plan, or other for a table that is none of them.';
COMMENT ON COLUMN adoption_checks.account_path IS 'Headings and label joined by /, under the account''s last name.';
COMMENT ON COLUMN adoption_checks.segment_name IS 'The segment under its last name; the total is 合計.';
COMMENT ON COLUMN adoption_checks.fiscal_year IS '2015 for 平成27年度.';
COMMENT ON COLUMN adoption_checks.relation IS 'same_version: both print one and the same version. version_before: the later text does not name what was in force before, and the earlier version is the latest that is known to be; where it fails, a meeting between them may be missing.';
COMMENT ON COLUMN adoption_checks.earlier_version IS 'The version that the earlier meeting printed.';
COMMENT ON COLUMN adoption_checks.later_version IS 'The version as the later meeting''s text tells: before_<version> where it does not name it.';
COMMENT ON COLUMN adoption_checks.earlier_yen IS 'Amount at the earlier meeting, in yen.';
COMMENT ON COLUMN adoption_checks.later_yen IS 'Amount at the later meeting, in yen.';
COMMENT ON COLUMN adoption_checks.residual_yen IS 'Later less earlier, in yen; NULL where one has no value.';
COMMENT ON COLUMN adoption_checks.tolerance_yen IS 'What rounding to the coarser unit allows, in yen; 0 where both are in the same unit.';
COMMENT ON COLUMN adoption_checks.holds IS 'Whether they agree: within the tolerance, or the coarser is the finer cut off. NULL where one has no value.';
COMMENT ON COLUMN adoption_checks.is_disputed IS 'True where one of the two is disputed: then a failure says little, and so does holding.';
COMMENT ON COLUMN adoption_checks.earlier_status IS 'Status of the earlier amount.';
COMMENT ON COLUMN adoption_checks.later_status IS 'Status of the later amount.';
COMMENT ON COLUMN adoption_checks.earlier_is_printed IS 'False where the earlier text leaves the item out, which is nil.';
COMMENT ON COLUMN adoption_checks.later_is_printed IS 'False where the later text leaves the item out, which is nil.';
COMMENT ON COLUMN adoption_checks.agency IS 'The agency: amounts of two agencies are never compared or chosen between. NULL where the text does not name it; such texts are one agency.';
COMMENT ON COLUMN adoption_checks.earlier_committee IS 'Committee or council of the earlier meeting.';
COMMENT ON COLUMN adoption_checks.earlier_meeting_number IS 'N of 第N回 of the earlier meeting.';
COMMENT ON COLUMN adoption_checks.earlier_meeting_date IS 'Day of the earlier meeting.';
COMMENT ON COLUMN adoption_checks.earlier_file_name IS 'File name of the earlier text.';
COMMENT ON COLUMN adoption_checks.later_committee IS 'Committee or council of the later meeting.';
COMMENT ON COLUMN adoption_checks.later_meeting_number IS 'N of 第N回 of the later meeting.';
COMMENT ON COLUMN adoption_checks.later_meeting_date IS 'Day of the later meeting.';
COMMENT ON COLUMN adoption_checks.later_file_name IS 'File name of the later text.';
COMMENT ON COLUMN adoption_checks.earlier_meeting_id IS 'Natural key of the earlier meeting.';
COMMENT ON COLUMN adoption_checks.later_meeting_id IS 'Natural key of the later meeting.';
COMMENT ON COLUMN adoption_checks.earlier_unit_yen IS 'How exactly the earlier amount is known, in yen.';
COMMENT ON COLUMN adoption_checks.later_unit_yen IS 'How exactly the later amount is known, in yen.';
COMMENT ON COLUMN adoption_checks.outcome IS 'agrees; disagrees: the two print one and the same version otherwise; not_comparable: they differ, but the later text does not name the version before, and a meeting between them may be missing. NULL where one is disputed or has no value.';
