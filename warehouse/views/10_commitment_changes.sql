CREATE OR REPLACE VIEW commitment_changes AS
SELECT
    document.file_name,
    change.commitment_name,
    change.change_yen,
    change.unit_yen,
    change.status,
    commitment.limit_yen AS limit_after_yen,
    fiscal_year.fiscal_year,
    budget_version.budget_version,
    passage.text AS stated_as,
    change.source_line
FROM fact_commitment_change AS change
JOIN dim_document AS document USING (document_key)
JOIN dim_fiscal_year AS fiscal_year USING (fiscal_year_key)
JOIN dim_budget_version AS budget_version USING (budget_version_key)
LEFT JOIN fact_commitment AS commitment USING (commitment_key)
LEFT JOIN fact_passage AS passage
    ON passage.document_key = change.document_key AND passage.source_line = change.source_line
ORDER BY change.commitment_change_key;

COMMENT ON VIEW commitment_changes IS 'Changes of commitments as the prose states them, with the limit after the change.';
COMMENT ON COLUMN commitment_changes.file_name IS 'File name of the text.';
COMMENT ON COLUMN commitment_changes.commitment_name IS 'The commitment.';
COMMENT ON COLUMN commitment_changes.change_yen IS 'Change in yen, negative for a decrease.';
COMMENT ON COLUMN commitment_changes.unit_yen IS 'How exactly it is stated, in yen.';
COMMENT ON COLUMN commitment_changes.status IS 'proven where after minus before, or the limit of a new one, equals it.';
COMMENT ON COLUMN commitment_changes.limit_after_yen IS 'Limit after the change; NULL where no table lists the commitment.';
COMMENT ON COLUMN commitment_changes.fiscal_year IS 'Fiscal year of the budget.';
COMMENT ON COLUMN commitment_changes.budget_version IS 'Version of the budget.';
COMMENT ON COLUMN commitment_changes.stated_as IS 'The line that states it.';
COMMENT ON COLUMN commitment_changes.source_line IS 'Line in the file, from 1.';
