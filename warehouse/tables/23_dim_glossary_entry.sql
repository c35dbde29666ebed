CREATE TABLE IF NOT EXISTS dim_glossary_entry (
    glossary_entry_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    mark VARCHAR NOT NULL,
    term VARCHAR,
    definition VARCHAR NOT NULL,
    first_line INTEGER NOT NULL,
    last_line INTEGER NOT NULL,
    reference_lines INTEGER[] NOT NULL
);

COMMENT ON TABLE dim_glossary_entry IS 'Footnotes: the terms that a document explains.';
COMMENT ON COLUMN dim_glossary_entry.glossary_entry_key IS 'Surrogate key.';
COMMENT ON COLUMN dim_glossary_entry.document_key IS 'The document.';
COMMENT ON COLUMN dim_glossary_entry.mark IS 'Mark as printed (¹, ※).';
COMMENT ON COLUMN dim_glossary_entry.term IS 'The noun before the mark where the text refers to it; NULL where nothing refers to it.';
COMMENT ON COLUMN dim_glossary_entry.definition IS 'Text of the footnote, joined where it goes on over a page.';
COMMENT ON COLUMN dim_glossary_entry.first_line IS 'First line of the footnote in the file, from 1.';
COMMENT ON COLUMN dim_glossary_entry.last_line IS 'Last line of the footnote.';
COMMENT ON COLUMN dim_glossary_entry.reference_lines IS 'Lines of the text that refer to it.';
