CREATE TABLE IF NOT EXISTS fact_finding (
    finding_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    finding_code VARCHAR NOT NULL,
    source_line INTEGER,
    message VARCHAR NOT NULL
);

COMMENT ON TABLE fact_finding IS 'What reading a document brought to notice: unknown labels and segments, inferred headers, missing parts.';
COMMENT ON COLUMN fact_finding.finding_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_finding.document_key IS 'The document.';
COMMENT ON COLUMN fact_finding.finding_code IS 'What kind of finding.';
COMMENT ON COLUMN fact_finding.source_line IS 'Line in the file, from 1; NULL where it concerns the whole.';
COMMENT ON COLUMN fact_finding.message IS 'What a person should know.';
