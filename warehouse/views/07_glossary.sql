CREATE OR REPLACE VIEW glossary AS
SELECT document.file_name, entry.mark, entry.term, entry.definition, entry.first_line, entry.last_line, entry.reference_lines
FROM dim_glossary_entry AS entry
JOIN dim_document AS document USING (document_key)
ORDER BY entry.document_key, entry.first_line;

COMMENT ON VIEW glossary IS 'Terms that footnotes explain.';
COMMENT ON COLUMN glossary.file_name IS 'File name of the text.';
COMMENT ON COLUMN glossary.mark IS 'Mark of the footnote.';
COMMENT ON COLUMN glossary.term IS 'The term; NULL where nothing refers to the footnote.';
COMMENT ON COLUMN glossary.definition IS 'What the footnote says of it.';
COMMENT ON COLUMN glossary.first_line IS 'First line of the footnote in the file.';
COMMENT ON COLUMN glossary.last_line IS 'Last line of the footnote.';
COMMENT ON COLUMN glossary.reference_lines IS 'Lines that refer to it.';
