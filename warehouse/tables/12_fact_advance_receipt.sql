-- figure_key and segment_figure_key are no declared foreign keys: DuckDB refuses to delete a figure in one transaction
-- with what refers to it.
-- expectations/structure/foreign_keys.sql checks it.
CREATE TABLE IF NOT EXISTS fact_advance_receipt (
    advance_receipt_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    figure_key BIGINT NOT NULL,
    fiscal_year_key INTEGER NOT NULL REFERENCES dim_fiscal_year (fiscal_year_key),
    budget_version_key INTEGER NOT NULL REFERENCES dim_budget_version (budget_version_key),
    purpose VARCHAR NOT NULL,
    is_total BOOLEAN NOT NULL,
    measure VARCHAR NOT NULL CHECK (measure IN ('planned', 'cumulative')),
    amount_yen BIGINT,
    status VARCHAR NOT NULL CHECK (status IN ('proven', 'repaired', 'unchecked', 'disputed')),
    source_line INTEGER NOT NULL,
    segment_key INTEGER REFERENCES dim_segment (segment_key),
    segment_evidence VARCHAR NOT NULL DEFAULT 'not stated' CHECK (segment_evidence IN ('figure', 'not stated')),
    segment_figure_key BIGINT
);

COMMENT ON TABLE fact_advance_receipt IS 'Advance receipts (前受金): planned for the year and cumulative, one row for each printed figure.';
COMMENT ON COLUMN fact_advance_receipt.advance_receipt_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_advance_receipt.document_key IS 'The document.';
COMMENT ON COLUMN fact_advance_receipt.figure_key IS 'The printed figure in fact_figure.';
COMMENT ON COLUMN fact_advance_receipt.fiscal_year_key IS 'The fiscal year.';
COMMENT ON COLUMN fact_advance_receipt.budget_version_key IS 'The version of the budget.';
COMMENT ON COLUMN fact_advance_receipt.purpose IS 'What it is received for (内容); 合計 for the total.';
COMMENT ON COLUMN fact_advance_receipt.is_total IS 'True for the total row.';
COMMENT ON COLUMN fact_advance_receipt.measure IS 'planned: of this fiscal year (予定前受金); cumulative: up to its end (累積前受金).';
COMMENT ON COLUMN fact_advance_receipt.amount_yen IS 'Settled amount in yen.';
COMMENT ON COLUMN fact_advance_receipt.status IS 'What the identities say of it.';
COMMENT ON COLUMN fact_advance_receipt.source_line IS 'Line in the file, from 1.';
COMMENT ON COLUMN fact_advance_receipt.segment_key IS 'The segment whose it is; 合計 for the total; NULL where nothing proves it.';
COMMENT ON COLUMN fact_advance_receipt.segment_evidence IS 'figure: there is but one way in which the cumulative receipts make up the account of each segment''s balance sheet that they are; not stated: nothing says whose it is.';
COMMENT ON COLUMN fact_advance_receipt.segment_figure_key IS 'The figure of that segment''s balance sheet in fact_figure that proves it (長期前受金), which the cumulative receipt is, or is a part of.';
