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
    quantity.source_line,
    quantity.total_quantity_key IS NOT NULL AS is_part,
    total.printed_text AS total_printed_text
FROM fact_quantity AS quantity
JOIN dim_document AS document ON document.document_key = quantity.document_key
LEFT JOIN fact_quantity AS total ON total.quantity_key = quantity.total_quantity_key
LEFT JOIN dim_section AS section ON section.section_key = quantity.section_key
LEFT JOIN dim_programme AS programme ON programme.programme_key = section.programme_key
ORDER BY quantity.quantity_key;

COMMENT ON VIEW quantities IS 'Numbers in prose that count or measure something, with the programme and section they stand in. To sum them leave out is_part.';
COMMENT ON COLUMN quantities.file_name IS 'File name of the text.';
COMMENT ON COLUMN quantities.programme_number IS 'Number of the programme; NULL outside plans.';
COMMENT ON COLUMN quantities.programme_title IS 'Title of the programme.';
COMMENT ON COLUMN quantities.section_title IS 'Title of the section it stands directly under.';
COMMENT ON COLUMN quantities.subject IS 'What is counted or measured, with what is left out of it (自営網を除く都道府県の通信回線).';
COMMENT ON COLUMN quantities.quantity IS 'The number.';
COMMENT ON COLUMN quantities.unit IS 'Counter or unit.';
COMMENT ON COLUMN quantities.bound IS 'exact, about, at_most, less_than, at_least or more_than.';
COMMENT ON COLUMN quantities.printed_text IS 'As printed.';
COMMENT ON COLUMN quantities.source_line IS 'Line in the file, from 1.';
COMMENT ON COLUMN quantities.is_part IS 'Whether it is a part of a total that the same line prints. Sum the others alone: 20 courses, and not the 2 and 1 of which 3 are made up.';
COMMENT ON COLUMN quantities.total_printed_text IS 'That total as printed; NULL where it is no part.';
