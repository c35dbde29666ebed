CREATE OR REPLACE VIEW passages AS
SELECT
    document.file_name,
    passage.source_line,
    passage.source_page,
    part.part_kind,
    part.title AS part_title,
    section.title AS section_title,
    path.section_path,
    passage.statement_code,
    passage.passage_kind,
    passage.text,
    passage.search_text
FROM fact_passage AS passage
JOIN dim_document AS document USING (document_key)
JOIN dim_part AS part USING (part_key)
LEFT JOIN dim_section AS section USING (section_key)
LEFT JOIN section_paths AS path USING (section_key);

COMMENT ON VIEW passages IS 'Every line of every current text with its part and heading. To search it: WHERE contains(search_text, ''中間サーバー'').';
COMMENT ON COLUMN passages.file_name IS 'File name of the text.';
COMMENT ON COLUMN passages.source_line IS 'Line in the file, from 1.';
COMMENT ON COLUMN passages.source_page IS 'Page of the PDF, from 1; NULL for a text.';
COMMENT ON COLUMN passages.part_kind IS 'Kind of the part.';
COMMENT ON COLUMN passages.part_title IS 'Title of the part.';
COMMENT ON COLUMN passages.section_title IS 'Heading it stands under; NULL where none is open.';
COMMENT ON COLUMN passages.section_path IS 'All headings it stands under, from the top of the part down, with their numbers, separated by slashes.';
COMMENT ON COLUMN passages.statement_code IS 'Of a table''s row: the statement its table is (balance_sheet, income_statement, cash_plan), also where the title is lost.';
COMMENT ON COLUMN passages.passage_kind IS 'heading, paragraph, list_item, footnote, table_row or page_number.';
COMMENT ON COLUMN passages.text IS 'The line as plain text.';
COMMENT ON COLUMN passages.search_text IS 'The text in one width, lower case, without spaces.';
