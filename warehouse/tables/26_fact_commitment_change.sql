-- figure_key and commitment_key are no declared foreign keys: see fact_commitment.
CREATE TABLE IF NOT EXISTS fact_commitment_change (
    commitment_change_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    figure_key BIGINT NOT NULL,
    commitment_key BIGINT,
    fiscal_year_key INTEGER NOT NULL REFERENCES dim_fiscal_year (fiscal_year_key),
    budget_version_key INTEGER NOT NULL REFERENCES dim_budget_version (budget_version_key),
    commitment_name VARCHAR NOT NULL,
    change_yen BIGINT,
    unit_yen BIGINT NOT NULL,
    status VARCHAR NOT NULL CHECK (status IN ('proven', 'repaired', 'unchecked', 'disputed')),
    source_line INTEGER NOT NULL
);

COMMENT ON TABLE fact_commitment_change IS 'Changes of commitments that the prose states (債務負担行為 8,183百万円の増, 新たに 16 百万円の債務負担行為を設定).';
COMMENT ON COLUMN fact_commitment_change.commitment_change_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_commitment_change.document_key IS 'The document.';
COMMENT ON COLUMN fact_commitment_change.figure_key IS 'The printed figure in fact_figure.';
COMMENT ON COLUMN fact_commitment_change.commitment_key IS 'The commitment in fact_commitment as it stands after the change; NULL where no table lists it.';
COMMENT ON COLUMN fact_commitment_change.fiscal_year_key IS 'The fiscal year of the budget.';
COMMENT ON COLUMN fact_commitment_change.budget_version_key IS 'The version of the budget.';
COMMENT ON COLUMN fact_commitment_change.commitment_name IS 'The matter that the change stands under.';
COMMENT ON COLUMN fact_commitment_change.change_yen IS 'Settled change in yen; negative for 減.';
COMMENT ON COLUMN fact_commitment_change.unit_yen IS 'How exactly it is stated: what one printed unit is, in yen.';
COMMENT ON COLUMN fact_commitment_change.status IS 'What the identities say of it.';
COMMENT ON COLUMN fact_commitment_change.source_line IS 'Line in the file, from 1.';
