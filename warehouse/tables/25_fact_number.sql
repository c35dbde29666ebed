CREATE TABLE IF NOT EXISTS fact_number (
    number_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    source_line INTEGER NOT NULL,
    start_character INTEGER NOT NULL,
    end_character INTEGER NOT NULL,
    printed_text VARCHAR NOT NULL,
    number_value DECIMAL(38, 6),
    number_role VARCHAR NOT NULL CHECK (
        number_role IN (
            'figure', 'quantity', 'date', 'heading_number', 'list_number', 'identifier', 'footnote_mark',
            'page_number', 'ratio', 'unexplained'
        )
    ),
    source_column INTEGER
);

COMMENT ON TABLE fact_number IS 'The account of numbers: every numeric token of a document and what accounts for it.';
COMMENT ON COLUMN fact_number.number_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_number.document_key IS 'The document.';
COMMENT ON COLUMN fact_number.source_line IS 'Line in the file, from 1.';
COMMENT ON COLUMN fact_number.start_character IS 'First character in the line, from 0.';
COMMENT ON COLUMN fact_number.end_character IS 'Character after the last one.';
COMMENT ON COLUMN fact_number.printed_text IS 'The token as printed.';
COMMENT ON COLUMN fact_number.number_value IS 'The number it reads; NULL where its digits form none.';
COMMENT ON COLUMN fact_number.number_role IS 'figure (in fact_figure), quantity (in fact_quantity), date, heading_number, list_number, identifier (of a law, article, form, meeting, name), footnote_mark, page_number, ratio (in a column of shares or rates); unexplained where nothing accounts for it.';
COMMENT ON COLUMN fact_number.source_column IS 'Cell of the table''s row that it stands in, as in fact_figure; NULL in prose, and for documents read before version 4 of the warehouse.';
