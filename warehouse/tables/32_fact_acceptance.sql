CREATE TABLE IF NOT EXISTS fact_acceptance (
    acceptance_key BIGINT PRIMARY KEY,
    content_sha256 VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    accepted_by VARCHAR NOT NULL,
    accepted_at TIMESTAMP WITH TIME ZONE NOT NULL
);

COMMENT ON TABLE fact_acceptance IS 'Documents that a person published although a rule of publication kept them out. Their disputed figures stay disputed.';
COMMENT ON COLUMN fact_acceptance.acceptance_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_acceptance.content_sha256 IS 'SHA-256 of the document (dim_document.content_sha256): it holds when the document is read anew.';
COMMENT ON COLUMN fact_acceptance.file_name IS 'File name of the document.';
COMMENT ON COLUMN fact_acceptance.reason IS 'Why it was accepted, in the words of who did.';
COMMENT ON COLUMN fact_acceptance.accepted_by IS 'Who accepted it.';
COMMENT ON COLUMN fact_acceptance.accepted_at IS 'When it was accepted.';
