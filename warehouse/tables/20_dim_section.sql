-- part_key, parent_section_key and programme_key are no declared foreign keys: DuckDB refuses to delete a row in one
-- transaction with what refers to it. expectations/structure/foreign_keys.sql checks them.
CREATE TABLE IF NOT EXISTS dim_section (
    section_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    part_key BIGINT NOT NULL,
    section_number INTEGER NOT NULL,
    parent_section_key BIGINT,
    programme_key BIGINT,
    level INTEGER NOT NULL,
    printed_number VARCHAR,
    title VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    first_line INTEGER NOT NULL,
    last_line INTEGER NOT NULL
);

COMMENT ON TABLE dim_section IS 'Headings of a document as a tree, each with the prose directly under it.';
COMMENT ON COLUMN dim_section.section_key IS 'Surrogate key.';
COMMENT ON COLUMN dim_section.document_key IS 'The document.';
COMMENT ON COLUMN dim_section.part_key IS 'The part it stands in.';
COMMENT ON COLUMN dim_section.section_number IS 'Order in the document, from 1.';
COMMENT ON COLUMN dim_section.parent_section_key IS 'The section it stands under; NULL at the top of a part.';
COMMENT ON COLUMN dim_section.programme_key IS 'The programme it belongs to; NULL outside plans.';
COMMENT ON COLUMN dim_section.level IS 'Depth: 1 at the top of a part (a programme in a plan), 2 a section of it, 3 an item, …';
COMMENT ON COLUMN dim_section.printed_number IS 'Number of the heading as printed; NULL where it has none.';
COMMENT ON COLUMN dim_section.title IS 'Title as printed, without the marks of footnotes.';
COMMENT ON COLUMN dim_section.body IS 'Paragraphs and list items directly under the heading, as printed, a line each.';
COMMENT ON COLUMN dim_section.first_line IS 'Line of the heading in the file, from 1.';
COMMENT ON COLUMN dim_section.last_line IS 'Last line of it and of all that stands under it.';
