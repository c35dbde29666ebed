-- figure_key and the commitments' keys are no declared foreign keys: see fact_commitment.
CREATE TABLE IF NOT EXISTS fact_commitment_change (
    commitment_change_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    figure_key BIGINT,
    commitment_key BIGINT,
    before_commitment_key BIGINT,
    fiscal_year_key INTEGER NOT NULL REFERENCES dim_fiscal_year (fiscal_year_key),
    budget_version_key INTEGER NOT NULL REFERENCES dim_budget_version (budget_version_key),
    commitment_name VARCHAR NOT NULL,
    change_kind VARCHAR CHECK (change_kind IN ('変更', '追加', '新規', '廃止')),
    is_kind_printed BOOLEAN,
    reason VARCHAR,
    reason_first_line INTEGER,
    reason_last_line INTEGER,
    purpose VARCHAR,
    purpose_first_line INTEGER,
    before_yen BIGINT,
    after_yen BIGINT,
    change_yen BIGINT,
    unit_yen BIGINT NOT NULL,
    stated_change_yen BIGINT,
    stated_lines INTEGER[],
    status VARCHAR NOT NULL CHECK (status IN ('proven', 'repaired', 'unchecked', 'disputed')),
    source_line INTEGER NOT NULL
);

COMMENT ON TABLE fact_commitment_change IS 'What a budget changes of its commitments (債務負担行為): one row for each commitment that it changes, however often the text states the change. A commitment that stands as it stood has none.';
COMMENT ON COLUMN fact_commitment_change.commitment_change_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_commitment_change.document_key IS 'The document.';
COMMENT ON COLUMN fact_commitment_change.figure_key IS 'The printed change in fact_figure, that of the list where it is stated twice; NULL where the tables alone show the change.';
COMMENT ON COLUMN fact_commitment_change.commitment_key IS 'The commitment in fact_commitment as it stands after the change; NULL where no table lists it.';
COMMENT ON COLUMN fact_commitment_change.before_commitment_key IS 'The commitment in fact_commitment as it stood before (補正前); NULL where no table lists it.';
COMMENT ON COLUMN fact_commitment_change.fiscal_year_key IS 'The fiscal year of the budget.';
COMMENT ON COLUMN fact_commitment_change.budget_version_key IS 'The version of the budget.';
COMMENT ON COLUMN fact_commitment_change.commitment_name IS 'Matter (事項) of the commitment, spaces taken out.';
COMMENT ON COLUMN fact_commitment_change.change_kind IS '変更 (changed), 追加 (added), 新規 (new) or 廃止 (withdrawn): as printed, else what the tables before and after show; NULL where nothing tells.';
COMMENT ON COLUMN fact_commitment_change.is_kind_printed IS 'Whether the text prints the kind.';
COMMENT ON COLUMN fact_commitment_change.reason IS 'Why (補正の事由): the paragraphs under the matter, as printed, a line each; NULL where there are none.';
COMMENT ON COLUMN fact_commitment_change.reason_first_line IS 'First line of the reason in the file, from 1.';
COMMENT ON COLUMN fact_commitment_change.reason_last_line IS 'Last line of the reason.';
COMMENT ON COLUMN fact_commitment_change.purpose IS 'What the money is for: the lines that begin with …, without it; NULL where there are none.';
COMMENT ON COLUMN fact_commitment_change.purpose_first_line IS 'First line of the purpose in the file, from 1.';
COMMENT ON COLUMN fact_commitment_change.before_yen IS 'Settled limit before, in yen; NULL for a new commitment.';
COMMENT ON COLUMN fact_commitment_change.after_yen IS 'Settled limit after, in yen; NULL where it is withdrawn.';
COMMENT ON COLUMN fact_commitment_change.change_yen IS 'After less before, in yen; the whole limit where it is new; what the prose states where no table lists it. Safe to sum.';
COMMENT ON COLUMN fact_commitment_change.unit_yen IS 'How exactly change_yen is known, in yen.';
COMMENT ON COLUMN fact_commitment_change.stated_change_yen IS 'The change as the prose states it, in yen; NULL where it states none.';
COMMENT ON COLUMN fact_commitment_change.stated_lines IS 'All lines that state the change: a sentence and a list may both.';
COMMENT ON COLUMN fact_commitment_change.status IS 'The worst status of the figures it rests on: proven where the limits and all that states the change agree.';
COMMENT ON COLUMN fact_commitment_change.source_line IS 'Line of the printed change in the file, else of the commitment''s row, from 1.';
