-- figure_key is no declared foreign key: DuckDB refuses to delete a figure in one transaction with what refers to it.
-- expectations/structure/foreign_keys.sql checks it.
CREATE TABLE IF NOT EXISTS fact_assumption (
    assumption_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    figure_key BIGINT NOT NULL,
    subject VARCHAR NOT NULL,
    words VARCHAR NOT NULL
);

COMMENT ON TABLE fact_assumption IS 'One row for each thing that a figure rests on though the text does not print it and no identity shows it.';
COMMENT ON COLUMN fact_assumption.assumption_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_assumption.document_key IS 'The document.';
COMMENT ON COLUMN fact_assumption.figure_key IS 'The figure in fact_figure.';
COMMENT ON COLUMN fact_assumption.subject IS 'What is assumed: unit, year, segment or sign.';
COMMENT ON COLUMN fact_assumption.words IS 'The assumption in words; all of a figure''s together are fact_figure.assumption.';
