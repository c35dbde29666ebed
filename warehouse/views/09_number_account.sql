CREATE OR REPLACE VIEW number_account AS
SELECT
    document.file_name,
    number.source_line,
    number.start_character,
    number.printed_text,
    number.number_value,
    number.number_role,
    part.part_kind,
    part.title AS part_title,
    coalesce(passage.line_text, passage.text) AS line_text
FROM fact_number AS number
JOIN dim_document AS document USING (document_key)
LEFT JOIN fact_passage AS passage
    ON passage.document_key = number.document_key AND passage.source_line = number.source_line
LEFT JOIN dim_part AS part USING (part_key);

COMMENT ON VIEW number_account IS 'Every number of a text, what accounts for it, and its line. Where number_role is unexplained, nothing does.';
COMMENT ON COLUMN number_account.file_name IS 'File name of the text.';
COMMENT ON COLUMN number_account.source_line IS 'Line in the file, from 1.';
COMMENT ON COLUMN number_account.start_character IS 'First character in line_text, from 0: substr(line_text, start_character + 1, length(printed_text)) is printed_text.';
COMMENT ON COLUMN number_account.printed_text IS 'The token as printed.';
COMMENT ON COLUMN number_account.number_value IS 'The number it reads.';
COMMENT ON COLUMN number_account.number_role IS 'figure, quantity, date, heading_number, list_number, identifier, footnote_mark, page_number, ratio or unexplained.';
COMMENT ON COLUMN number_account.part_kind IS 'Kind of the part it stands in.';
COMMENT ON COLUMN number_account.part_title IS 'Title of the part.';
COMMENT ON COLUMN number_account.line_text IS 'The line it stands in, as the file has it.';
