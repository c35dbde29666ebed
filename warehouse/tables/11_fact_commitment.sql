-- figure_key is no declared foreign key: DuckDB refuses to delete a figure in one transaction with what refers to it.
-- expectations/structure/foreign_keys.sql checks it.
CREATE TABLE IF NOT EXISTS fact_commitment (
    commitment_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    figure_key BIGINT NOT NULL,
    fiscal_year_key INTEGER NOT NULL REFERENCES dim_fiscal_year (fiscal_year_key),
    budget_version_key INTEGER NOT NULL REFERENCES dim_budget_version (budget_version_key),
    listing VARCHAR NOT NULL CHECK (listing IN ('initial', 'announced', 'before', 'after')),
    commitment_name VARCHAR NOT NULL,
    limit_yen BIGINT,
    status VARCHAR NOT NULL CHECK (status IN ('proven', 'repaired', 'unchecked', 'disputed')),
    budget_year INTEGER,
    first_bearing_year INTEGER,
    last_bearing_year INTEGER,
    is_marked_amended BOOLEAN NOT NULL,
    source_line INTEGER NOT NULL,
    segment_key INTEGER REFERENCES dim_segment (segment_key),
    segment_evidence VARCHAR NOT NULL DEFAULT 'not stated' CHECK (segment_evidence IN ('name', 'not stated')),
    segment_words VARCHAR
);

COMMENT ON TABLE fact_commitment IS 'Commitments (債務負担行為), one row for each row of a commitments table.';
COMMENT ON COLUMN fact_commitment.commitment_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_commitment.document_key IS 'The document.';
COMMENT ON COLUMN fact_commitment.figure_key IS 'The printed limit in fact_figure.';
COMMENT ON COLUMN fact_commitment.fiscal_year_key IS 'The fiscal year of the budget that holds the commitment.';
COMMENT ON COLUMN fact_commitment.budget_version_key IS 'The version of that budget.';
COMMENT ON COLUMN fact_commitment.listing IS 'Which table: initial budget; supplementary budget as announced, before (補正前) or after (補正後) the amendment.';
COMMENT ON COLUMN fact_commitment.commitment_name IS 'Matter (事項), spaces taken out.';
COMMENT ON COLUMN fact_commitment.limit_yen IS 'Settled limit (限度額) in yen.';
COMMENT ON COLUMN fact_commitment.status IS 'What the identities say of the limit.';
COMMENT ON COLUMN fact_commitment.budget_year IS 'Fiscal year of the act (行為年度); NULL where unreadable.';
COMMENT ON COLUMN fact_commitment.first_bearing_year IS 'First fiscal year that bears the cost; NULL where unreadable.';
COMMENT ON COLUMN fact_commitment.last_bearing_year IS 'Last fiscal year that bears the cost; NULL where unreadable.';
COMMENT ON COLUMN fact_commitment.is_marked_amended IS 'True where the text marks the limit as amended (<u>).';
COMMENT ON COLUMN fact_commitment.source_line IS 'Line in the file, from 1.';
COMMENT ON COLUMN fact_commitment.segment_key IS 'The segment; NULL where nothing states it.';
COMMENT ON COLUMN fact_commitment.segment_evidence IS 'name: the matter has the segment''s name (no figure proves it); not stated: nothing says whose it is.';
COMMENT ON COLUMN fact_commitment.segment_words IS 'The words of the matter that name the segment; NULL where none do.';
