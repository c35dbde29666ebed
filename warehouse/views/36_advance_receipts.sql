CREATE OR REPLACE VIEW advance_receipts AS
SELECT
    document.file_name,
    fiscal_year.fiscal_year,
    version.budget_version,
    receipt.purpose,
    receipt.is_total,
    receipt.measure,
    receipt.amount_yen,
    receipt.status,
    segment.segment_name,
    receipt.segment_evidence,
    account.account_path AS proof_account_path,
    proof.amount_yen AS proof_yen,
    proof.source_line AS proof_line,
    proof.source_column AS proof_column,
    receipt.source_line
FROM fact_advance_receipt AS receipt
JOIN dim_document AS document USING (document_key)
JOIN dim_fiscal_year AS fiscal_year ON fiscal_year.fiscal_year_key = receipt.fiscal_year_key
JOIN dim_budget_version AS version ON version.budget_version_key = receipt.budget_version_key
LEFT JOIN dim_segment AS segment ON segment.segment_key = receipt.segment_key
LEFT JOIN fact_figure AS proof ON proof.figure_key = receipt.segment_figure_key
LEFT JOIN dim_account AS account ON account.account_key = proof.account_key
ORDER BY receipt.advance_receipt_key;

COMMENT ON VIEW advance_receipts IS 'Advance receipts (前受金): one row for each printed figure, with the segment whose it is and the figure that proves it. Planned and cumulative are two measures, and the total is a row of its own: sum one measure WHERE NOT is_total.';
COMMENT ON COLUMN advance_receipts.file_name IS 'File name of the text.';
COMMENT ON COLUMN advance_receipts.fiscal_year IS 'The fiscal year.';
COMMENT ON COLUMN advance_receipts.budget_version IS 'Version of the budget.';
COMMENT ON COLUMN advance_receipts.purpose IS 'What it is received for (内容); 合計 for the total.';
COMMENT ON COLUMN advance_receipts.is_total IS 'True for the total row.';
COMMENT ON COLUMN advance_receipts.measure IS 'planned: of this fiscal year (予定前受金); cumulative: up to its end (累積前受金).';
COMMENT ON COLUMN advance_receipts.amount_yen IS 'Settled amount in yen.';
COMMENT ON COLUMN advance_receipts.status IS 'What the identities say of it.';
COMMENT ON COLUMN advance_receipts.segment_name IS 'The segment whose it is; 合計 for the total; NULL where nothing proves it.';
COMMENT ON COLUMN advance_receipts.segment_evidence IS 'figure: there is but one way in which the cumulative receipts make up the segments'' amounts of the account that they are; not stated: nothing says whose it is.';
COMMENT ON COLUMN advance_receipts.proof_account_path IS 'The account of that segment''s balance sheet that the cumulative receipt is, or is a part of; NULL where nothing proves it.';
COMMENT ON COLUMN advance_receipts.proof_yen IS 'Settled amount of that figure, in yen.';
COMMENT ON COLUMN advance_receipts.proof_line IS 'Line of that figure in the file.';
COMMENT ON COLUMN advance_receipts.proof_column IS 'Cell of that figure in its line; 0 is the label.';
COMMENT ON COLUMN advance_receipts.source_line IS 'Line in the file, from 1.';
