CREATE OR REPLACE VIEW law_references AS
SELECT
    document.file_name,
    reference.reference_kind,
    reference.body,
    reference.procedure,
    reference.law_printed,
    reference.law_name,
    reference.law_number,
    reference.law_evidence,
    reference.article_number,
    reference.paragraph_number,
    reference.item_number,
    reference.last_number,
    reference.words,
    reference.printed_text,
    part.part_kind,
    part.title AS part_title,
    section.title AS section_title,
    reference.source_line,
    reference.start_character,
    reference.end_character
FROM fact_law_reference AS reference
JOIN dim_document AS document USING (document_key)
LEFT JOIN fact_passage AS passage
    ON passage.document_key = reference.document_key AND passage.source_line = reference.source_line
LEFT JOIN dim_part AS part USING (part_key)
LEFT JOIN dim_section AS section USING (section_key)
ORDER BY reference.law_reference_key;

COMMENT ON VIEW law_references IS 'References to laws, ordinances and rules: which place, what the text says of it, and who is asked for what (機構法第24条: hearing of 経営審議委員会). Excerpts of laws stand here item by item (reference_kind quoted).';
COMMENT ON COLUMN law_references.file_name IS 'File name of the text.';
COMMENT ON COLUMN law_references.reference_kind IS 'cited; quoted: the line prints the provision itself; amended: a clause of a change of rules acts upon it.';
COMMENT ON COLUMN law_references.body IS 'Body by or towards which something is to be done.';
COMMENT ON COLUMN law_references.procedure IS 'hearing, resolution, notification, approval, authorisation, permission, consultation or report; NULL where the words say nothing of the kind.';
COMMENT ON COLUMN law_references.law_printed IS 'The law as named here; NULL where the place stands alone.';
COMMENT ON COLUMN law_references.law_name IS 'The law in full, as far as the text gives its name; NULL where nothing tells which.';
COMMENT ON COLUMN law_references.law_number IS 'Its number, where the text prints it anywhere: 平成25年法律第27号.';
COMMENT ON COLUMN law_references.law_evidence IS 'How the law is known: named, defined, composed or context, as in fact_law_reference.';
COMMENT ON COLUMN law_references.article_number IS 'Article (条): 3の2, 附則2, 別表第1; NULL where the law alone is named, and for 前条 and 次条.';
COMMENT ON COLUMN law_references.paragraph_number IS 'Paragraph (項).';
COMMENT ON COLUMN law_references.item_number IS 'Item (号).';
COMMENT ON COLUMN law_references.last_number IS 'Last number of a range.';
COMMENT ON COLUMN law_references.words IS 'What the text says of it; of a quoted provision its text.';
COMMENT ON COLUMN law_references.printed_text IS 'The reference as printed.';
COMMENT ON COLUMN law_references.part_kind IS 'Kind of the part.';
COMMENT ON COLUMN law_references.part_title IS 'Title of the part.';
COMMENT ON COLUMN law_references.section_title IS 'Heading it stands under.';
COMMENT ON COLUMN law_references.source_line IS 'Line in the file, from 1.';
COMMENT ON COLUMN law_references.start_character IS 'First character in the line, from 0.';
COMMENT ON COLUMN law_references.end_character IS 'Character after the last one.';
