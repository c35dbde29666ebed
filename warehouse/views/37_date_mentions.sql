CREATE OR REPLACE VIEW date_mentions AS
SELECT
    document.file_name,
    mention.printed_text,
    mention.date_precision,
    mention.first_day,
    mention.last_day,
    mention.year_evidence,
    mention.words,
    part.part_kind,
    part.title AS part_title,
    section.title AS section_title,
    mention.source_line,
    mention.start_character,
    mention.end_character
FROM fact_date_mention AS mention
JOIN dim_document AS document USING (document_key)
LEFT JOIN fact_passage AS passage
    ON passage.document_key = mention.document_key AND passage.source_line = mention.source_line
LEFT JOIN dim_part AS part USING (part_key)
LEFT JOIN dim_section AS section USING (section_key)
ORDER BY mention.date_mention_key;

COMMENT ON VIEW date_mentions IS 'Dates of the prose, resolved: what happens when, with the clause that says so. Tables are left out.';
COMMENT ON COLUMN date_mentions.file_name IS 'File name of the text.';
COMMENT ON COLUMN date_mentions.printed_text IS 'The date as printed.';
COMMENT ON COLUMN date_mentions.date_precision IS 'day, month, year or fiscal_year.';
COMMENT ON COLUMN date_mentions.first_day IS 'First day of what is named; NULL where no calendar has it or its year is unknown.';
COMMENT ON COLUMN date_mentions.last_day IS 'Last day.';
COMMENT ON COLUMN date_mentions.year_evidence IS 'printed, or context: by the date before it, or as the year nearest the meeting.';
COMMENT ON COLUMN date_mentions.words IS 'The clause it stands in.';
COMMENT ON COLUMN date_mentions.part_kind IS 'Kind of the part.';
COMMENT ON COLUMN date_mentions.part_title IS 'Title of the part.';
COMMENT ON COLUMN date_mentions.section_title IS 'Heading it stands under.';
COMMENT ON COLUMN date_mentions.source_line IS 'Line in the file, from 1.';
COMMENT ON COLUMN date_mentions.start_character IS 'First character in the line, from 0.';
COMMENT ON COLUMN date_mentions.end_character IS 'Character after the last one.';
