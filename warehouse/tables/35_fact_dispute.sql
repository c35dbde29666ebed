-- figure_keys and identity_check_keys are lists; expectations/structure/foreign_keys.sql checks them.
CREATE TABLE IF NOT EXISTS fact_dispute (
    dispute_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    dispute_number INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    figure_keys BIGINT[] NOT NULL,
    identity_check_keys BIGINT[] NOT NULL
);

COMMENT ON TABLE fact_dispute IS 'One row for each dispute: figures whose identities fail and do not decide what is right, with the reason.';
COMMENT ON COLUMN fact_dispute.dispute_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_dispute.document_key IS 'The document.';
COMMENT ON COLUMN fact_dispute.dispute_number IS 'The dispute within the document, from 1; its rival explanations in fact_explanation have the same number.';
COMMENT ON COLUMN fact_dispute.reason IS 'rivals: several explanations are equally small; not_pinned: one is the smallest, but its slips could as well be others; no_explanation: no known slip explains it; search_limit: the search was given up, and what it found is no proof.';
COMMENT ON COLUMN fact_dispute.figure_keys IS 'The figures in fact_figure that it leaves open.';
COMMENT ON COLUMN fact_dispute.identity_check_keys IS 'The identities in fact_identity_check that fail as printed and do not decide.';
