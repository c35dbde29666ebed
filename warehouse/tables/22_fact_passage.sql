-- part_key and section_key are no declared foreign keys, as in dim_section.
CREATE TABLE IF NOT EXISTS fact_passage (
    passage_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    part_key BIGINT NOT NULL,
    section_key BIGINT,
    source_line INTEGER NOT NULL,
    passage_kind VARCHAR NOT NULL CHECK (
        passage_kind IN ('heading', 'paragraph', 'list_item', 'footnote', 'table_row', 'page_number')
    ),
    source_page INTEGER,
    text VARCHAR NOT NULL,
    search_text VARCHAR NOT NULL,
    statement_code VARCHAR,
    line_text VARCHAR
);

COMMENT ON TABLE fact_passage IS 'Every line of a document that is not blank, as plain text, with its place: what was not understood stands here too.';
COMMENT ON COLUMN fact_passage.passage_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_passage.document_key IS 'The document.';
COMMENT ON COLUMN fact_passage.part_key IS 'The part it stands in.';
COMMENT ON COLUMN fact_passage.section_key IS 'The section it stands under; NULL where none is open.';
COMMENT ON COLUMN fact_passage.source_line IS 'Line in the file, from 1.';
COMMENT ON COLUMN fact_passage.passage_kind IS 'heading, paragraph, list_item, footnote, table_row (cells separated by tabs) or page_number.';
COMMENT ON COLUMN fact_passage.source_page IS 'Page of the PDF, from 1; NULL for a text.';
COMMENT ON COLUMN fact_passage.text IS 'The line as plain text.';
COMMENT ON COLUMN fact_passage.search_text IS 'The text as it is searched: one width, lower case, no spaces, no marks of footnotes.';
COMMENT ON COLUMN fact_passage.statement_code IS 'Of a table''s row: the statement its table is (balance_sheet, income_statement or cash_plan), also where its title is lost; NULL for any other line.';
COMMENT ON COLUMN fact_passage.line_text IS 'The line as the file has it, with its spaces and markup: start_character and end_character of other tables count in it. NULL for documents read before version 4 of the warehouse.';
