CREATE OR REPLACE VIEW quantities AS
SELECT
    document.file_name,
    programme.programme_number,
    programme.title AS programme_title,
    section.title AS section_title,
    quantity.subject,
    quantity.quantity,
    quantity.unit,
    quantity.bound,
    quantity.printed_text,
    quantity.source_line
FROM fact_quantity AS quantity
JOIN dim_document AS document USING (document_key)
LEFT JOIN dim_section AS section USING (section_key)
LEFT JOIN dim_programme AS programme USING (programme_key)
ORDER BY quantity.quantity_key;

COMMENT ON VIEW quantities IS 'Numbers in prose that count or measure something, with the programme and section they stand in.';
COMMENT ON COLUMN quantities.file_name IS 'File name of the text.';
COMMENT ON COLUMN quantities.programme_number IS 'Number of the programme; NULL outside plans.';
COMMENT ON COLUMN quantities.programme_title IS 'Title of the programme.';
COMMENT ON COLUMN quantities.section_title IS 'Title of the section it stands directly under.';
COMMENT ON COLUMN quantities.subject IS 'What is counted or measured.';
COMMENT ON COLUMN quantities.quantity IS 'The number.';
COMMENT ON COLUMN quantities.unit IS 'Counter or unit.';
COMMENT ON COLUMN quantities.bound IS 'exact, about, at_most, less_than, at_least or more_than.';
COMMENT ON COLUMN quantities.printed_text IS 'As printed.';
COMMENT ON COLUMN quantities.source_line IS 'Line in the file, from 1.';
