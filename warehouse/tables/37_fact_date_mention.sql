CREATE TABLE IF NOT EXISTS fact_date_mention (
    date_mention_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    date_precision VARCHAR NOT NULL CHECK (date_precision IN ('day', 'month', 'year', 'fiscal_year')),
    first_day DATE,
    last_day DATE,
    year_evidence VARCHAR CHECK (year_evidence IN ('printed', 'context')),
    words VARCHAR NOT NULL,
    printed_text VARCHAR NOT NULL,
    source_line INTEGER NOT NULL,
    start_character INTEGER NOT NULL,
    end_character INTEGER NOT NULL
);

COMMENT ON TABLE fact_date_mention IS 'Dates that prose names, resolved to days: 平成27年10月, 平成27年度末, 同年5月. Those of tables and of the numbers of laws are not here.';
COMMENT ON COLUMN fact_date_mention.date_mention_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_date_mention.document_key IS 'The document.';
COMMENT ON COLUMN fact_date_mention.date_precision IS 'How exactly it is named.';
COMMENT ON COLUMN fact_date_mention.first_day IS 'Its first day: 2015-10-01 for 平成27年10月, 2015-04-01 for 平成27年度; NULL where no calendar has it or its year is unknown.';
COMMENT ON COLUMN fact_date_mention.last_day IS 'Its last day.';
COMMENT ON COLUMN fact_date_mention.year_evidence IS 'printed; context: by the date before it on its line, or for a year without its era as the one nearest the meeting. NULL where the year is unknown.';
COMMENT ON COLUMN fact_date_mention.words IS 'The clause it stands in.';
COMMENT ON COLUMN fact_date_mention.printed_text IS 'The date as printed.';
COMMENT ON COLUMN fact_date_mention.source_line IS 'Line in the file, from 1.';
COMMENT ON COLUMN fact_date_mention.start_character IS 'First character in the line, from 0.';
COMMENT ON COLUMN fact_date_mention.end_character IS 'Character after the last one.';
