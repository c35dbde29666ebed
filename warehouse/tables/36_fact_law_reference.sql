CREATE TABLE IF NOT EXISTS fact_law_reference (
    law_reference_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    reference_kind VARCHAR NOT NULL CHECK (reference_kind IN ('cited', 'quoted', 'amended')),
    law_printed VARCHAR,
    law_name VARCHAR,
    law_number VARCHAR,
    law_evidence VARCHAR CHECK (law_evidence IN ('named', 'defined', 'composed', 'context')),
    article_number VARCHAR,
    paragraph_number VARCHAR,
    item_number VARCHAR,
    last_number VARCHAR,
    body VARCHAR,
    procedure VARCHAR CHECK (
        procedure IN (
            'hearing', 'resolution', 'notification', 'approval', 'authorisation', 'permission', 'consultation', 'report'
        )
    ),
    words VARCHAR NOT NULL,
    printed_text VARCHAR NOT NULL,
    source_line INTEGER NOT NULL,
    start_character INTEGER NOT NULL,
    end_character INTEGER NOT NULL
);

COMMENT ON TABLE fact_law_reference IS 'References to laws, ordinances and rules and to places in them: cited in the text, quoted in an excerpt, or acted upon by an amending clause.';
COMMENT ON COLUMN fact_law_reference.law_reference_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_law_reference.document_key IS 'The document.';
COMMENT ON COLUMN fact_law_reference.reference_kind IS 'cited; quoted: the line prints the provision itself, in an excerpt (抜粋, 抄); amended: an amending clause acts upon it.';
COMMENT ON COLUMN fact_law_reference.law_printed IS 'The law as named here (番号法, 同法); NULL where the place stands alone.';
COMMENT ON COLUMN fact_law_reference.law_name IS 'The law in full, as far as the text gives its name (番号法 is defined, 機構法 may not be); NULL where nothing tells which law is meant.';
COMMENT ON COLUMN fact_law_reference.law_number IS 'Number of the law as the text prints it anywhere, in plain numerals: 平成25年法律第27号; NULL where it does not.';
COMMENT ON COLUMN fact_law_reference.law_evidence IS 'How the law is known: named here; defined: by an abbreviation that the text defines; composed: of such a name and what is made under that law (番号法総務省令); context: by what stands before (同法, a list), the excerpt, or the rule that is changed.';
COMMENT ON COLUMN fact_law_reference.article_number IS 'Article (条) in plain numerals: 3の2, 附則2; also 別表第1. NULL where the law alone is named, and for 前条 and 次条, which branch numbers leave open.';
COMMENT ON COLUMN fact_law_reference.paragraph_number IS 'Paragraph (項); NULL where none is named.';
COMMENT ON COLUMN fact_law_reference.item_number IS 'Item (号), with its subdivision: 4イ; NULL where none is named.';
COMMENT ON COLUMN fact_law_reference.last_number IS 'Of a range (第5号から第8号まで): the last one of its finest unit.';
COMMENT ON COLUMN fact_law_reference.body IS 'The body by or towards which something is to be done (経営審議委員会); NULL where the words name none.';
COMMENT ON COLUMN fact_law_reference.procedure IS 'What is to be done: hearing (意見聴取), resolution (議決), notification (届出), approval (承認), authorisation (認可), permission (許可), consultation (協議), report (報告); NULL where the words say nothing of the kind.';
COMMENT ON COLUMN fact_law_reference.words IS 'What the text says of it: the words before brackets that hold the reference alone, else from the reference on; of a quoted provision its text, of an amended one the clause.';
COMMENT ON COLUMN fact_law_reference.printed_text IS 'The reference as printed; of a quoted provision its line.';
COMMENT ON COLUMN fact_law_reference.source_line IS 'Line in the file, from 1.';
COMMENT ON COLUMN fact_law_reference.start_character IS 'First character in the line, from 0.';
COMMENT ON COLUMN fact_law_reference.end_character IS 'Character after the last one.';
