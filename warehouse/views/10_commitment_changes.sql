CREATE OR REPLACE VIEW commitment_changes AS
SELECT
    document.file_name,
    change.commitment_name,
    change.change_kind,
    change.before_yen,
    change.after_yen,
    change.change_yen,
    change.unit_yen,
    change.status,
    change.reason,
    change.purpose,
    coalesce(change.after_yen, commitment.limit_yen) AS limit_after_yen,
    commitment.budget_year,
    commitment.first_bearing_year,
    commitment.last_bearing_year,
    fiscal_year.fiscal_year,
    budget_version.budget_version,
    change.stated_change_yen,
    passage.text AS stated_as,
    change.stated_lines,
    change.is_kind_printed,
    change.reason_first_line,
    change.reason_last_line,
    change.purpose_first_line,
    change.source_line
FROM fact_commitment_change AS change
JOIN dim_document AS document USING (document_key)
JOIN dim_fiscal_year AS fiscal_year USING (fiscal_year_key)
JOIN dim_budget_version AS budget_version USING (budget_version_key)
LEFT JOIN fact_commitment AS commitment
    ON commitment.commitment_key = coalesce(change.commitment_key, change.before_commitment_key)
LEFT JOIN fact_passage AS passage
    ON passage.document_key = change.document_key AND passage.source_line = change.source_line
ORDER BY change.commitment_change_key;

COMMENT ON VIEW commitment_changes IS 'What a budget changes of its commitments (債務負担行為): one row for each that it changes, with kind, reason, purpose, before, after and change. change_yen is safe to sum within one text.';
COMMENT ON COLUMN commitment_changes.file_name IS 'File name of the text.';
COMMENT ON COLUMN commitment_changes.commitment_name IS 'The commitment.';
COMMENT ON COLUMN commitment_changes.change_kind IS '変更 (changed), 追加 (added), 新規 (new) or 廃止 (withdrawn): as printed, else what the tables before and after show; NULL where nothing tells.';
COMMENT ON COLUMN commitment_changes.before_yen IS 'Limit (限度額) before, in yen; NULL for a new commitment.';
COMMENT ON COLUMN commitment_changes.after_yen IS 'Limit after, in yen; NULL where it is withdrawn.';
COMMENT ON COLUMN commitment_changes.change_yen IS 'After less before, in yen, negative for a decrease; the whole limit where it is new; what the prose states where no table lists it.';
COMMENT ON COLUMN commitment_changes.unit_yen IS 'How exactly change_yen is known, in yen.';
COMMENT ON COLUMN commitment_changes.status IS 'proven where after minus before, or the limit of a new one, equals what the text states, wherever it does.';
COMMENT ON COLUMN commitment_changes.reason IS 'Why (補正の事由), as printed; NULL where the text gives none.';
COMMENT ON COLUMN commitment_changes.purpose IS 'What the money is for (the lines that begin with …); NULL where the text does not say.';
COMMENT ON COLUMN commitment_changes.limit_after_yen IS 'Limit after the change; NULL where no table lists the commitment, or it is withdrawn.';
COMMENT ON COLUMN commitment_changes.budget_year IS 'Fiscal year of the act (行為年度).';
COMMENT ON COLUMN commitment_changes.first_bearing_year IS 'First fiscal year that bears the cost. What each year bears is not printed.';
COMMENT ON COLUMN commitment_changes.last_bearing_year IS 'Last fiscal year that bears the cost.';
COMMENT ON COLUMN commitment_changes.fiscal_year IS 'Fiscal year of the budget.';
COMMENT ON COLUMN commitment_changes.budget_version IS 'Version of the budget.';
COMMENT ON COLUMN commitment_changes.stated_change_yen IS 'The change as the prose states it, in yen; NULL where the tables alone show it.';
COMMENT ON COLUMN commitment_changes.stated_as IS 'The line that states it, else the row of the table.';
COMMENT ON COLUMN commitment_changes.stated_lines IS 'All lines that state the change: a sentence and a list may both, and it is one change.';
COMMENT ON COLUMN commitment_changes.is_kind_printed IS 'Whether the text prints the kind.';
COMMENT ON COLUMN commitment_changes.reason_first_line IS 'First line of the reason in the file.';
COMMENT ON COLUMN commitment_changes.reason_last_line IS 'Last line of the reason.';
COMMENT ON COLUMN commitment_changes.purpose_first_line IS 'First line of the purpose in the file.';
COMMENT ON COLUMN commitment_changes.source_line IS 'Line in the file, from 1.';
