-- figure_key is no declared foreign key: see fact_commitment.
CREATE TABLE IF NOT EXISTS fact_correction (
    correction_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    figure_key BIGINT NOT NULL,
    corrected_yen BIGINT NOT NULL,
    is_needed BOOLEAN NOT NULL,
    reason VARCHAR NOT NULL,
    corrected_by VARCHAR NOT NULL,
    corrected_on DATE NOT NULL
);

COMMENT ON TABLE fact_correction IS 'Figures that were corrected by hand in the corrections file before the identities were applied.';
COMMENT ON COLUMN fact_correction.correction_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_correction.document_key IS 'The document.';
COMMENT ON COLUMN fact_correction.figure_key IS 'The figure in fact_figure.';
COMMENT ON COLUMN fact_correction.corrected_yen IS 'The value given by hand, in yen.';
COMMENT ON COLUMN fact_correction.is_needed IS 'False where the source prints that value itself: the correction can go.';
COMMENT ON COLUMN fact_correction.reason IS 'Why, in the words of who corrected it.';
COMMENT ON COLUMN fact_correction.corrected_by IS 'Who corrected it.';
COMMENT ON COLUMN fact_correction.corrected_on IS 'When.';
