-- section_key and total_quantity_key are no declared foreign keys, as in dim_section.
CREATE TABLE IF NOT EXISTS fact_quantity (
    quantity_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    section_key BIGINT,
    subject VARCHAR NOT NULL,
    quantity DECIMAL(38, 6) NOT NULL,
    unit VARCHAR NOT NULL,
    bound VARCHAR NOT NULL CHECK (bound IN ('exact', 'about', 'at_most', 'less_than', 'at_least', 'more_than')),
    printed_text VARCHAR NOT NULL,
    source_line INTEGER NOT NULL,
    start_character INTEGER NOT NULL,
    end_character INTEGER NOT NULL,
    total_quantity_key BIGINT
);

COMMENT ON TABLE fact_quantity IS 'Numbers in prose that count or measure something, such as 募集定員916人.';
COMMENT ON COLUMN fact_quantity.quantity_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_quantity.document_key IS 'The document.';
COMMENT ON COLUMN fact_quantity.section_key IS 'The section it stands in; its programme is there. NULL where none is open.';
COMMENT ON COLUMN fact_quantity.subject IS 'What is counted or measured, in the words of the text, with what is left out of it (自営網を除く都道府県の通信回線).';
COMMENT ON COLUMN fact_quantity.quantity IS 'The number, with 千, 万, 億 multiplied out.';
COMMENT ON COLUMN fact_quantity.unit IS 'Counter or unit (人, 回, コース, 円).';
COMMENT ON COLUMN fact_quantity.bound IS 'How it is meant: exact, about (約), at_most (以下), less_than (未満), at_least (以上), more_than (超).';
COMMENT ON COLUMN fact_quantity.printed_text IS 'The number and its unit as printed.';
COMMENT ON COLUMN fact_quantity.source_line IS 'Line in the file, from 1.';
COMMENT ON COLUMN fact_quantity.start_character IS 'First character in the line, from 0.';
COMMENT ON COLUMN fact_quantity.end_character IS 'Character after the last one.';
COMMENT ON COLUMN fact_quantity.total_quantity_key IS 'The printed total, in the same line, of which it is a part (2つのコースに加えて1コース（3コース）); NULL where it is no part: those alone are to be summed.';
