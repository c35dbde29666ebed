-- figure_key is no declared foreign key: DuckDB refuses to delete a figure in one transaction with what refers to it.
-- expectations/structure/foreign_keys.sql checks it.
CREATE TABLE IF NOT EXISTS fact_explanation (
    explanation_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    dispute_number INTEGER NOT NULL,
    explanation_number INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    figure_key BIGINT NOT NULL,
    settled_yen BIGINT NOT NULL,
    kind VARCHAR NOT NULL
);

COMMENT ON TABLE fact_explanation IS 'The rival explanations where identities fail and do not decide: one row for each figure that one of them would correct.';
COMMENT ON COLUMN fact_explanation.explanation_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_explanation.document_key IS 'The document.';
COMMENT ON COLUMN fact_explanation.dispute_number IS 'The dispute within the document, from 1; rivals have the same number.';
COMMENT ON COLUMN fact_explanation.explanation_number IS 'The explanation within the dispute, from 1.';
COMMENT ON COLUMN fact_explanation.cost IS 'Cost of the whole explanation.';
COMMENT ON COLUMN fact_explanation.figure_key IS 'A figure in fact_figure that it would correct.';
COMMENT ON COLUMN fact_explanation.settled_yen IS 'The value it would give the figure, in yen.';
COMMENT ON COLUMN fact_explanation.kind IS 'Kind of slip, as in fact_repair.';
