CREATE TABLE IF NOT EXISTS dim_programme (
    programme_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    programme_number INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    contents_page VARCHAR
);

COMMENT ON TABLE dim_programme IS 'Programmes of a business plan, policy or report: the numbered headings at the top, each once for number and title.';
COMMENT ON COLUMN dim_programme.programme_key IS 'Surrogate key.';
COMMENT ON COLUMN dim_programme.document_key IS 'The document.';
COMMENT ON COLUMN dim_programme.programme_number IS 'Number of its heading.';
COMMENT ON COLUMN dim_programme.title IS 'Title as printed.';
COMMENT ON COLUMN dim_programme.contents_page IS 'Page in the table of contents (目次); NULL where it has none.';
