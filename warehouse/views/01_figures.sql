CREATE OR REPLACE VIEW figures AS
SELECT
    document.file_name,
    figure.source_line,
    figure.source_column,
    statement.statement_code,
    account.account_path,
    account.account_name,
    segment.segment_name,
    fiscal_year.fiscal_year,
    version.budget_version,
    figure.measure,
    figure.amount_yen,
    figure.unit_yen,
    figure.printed_text,
    figure.status,
    figure.printed_yen,
    figure.implied_low_yen,
    figure.implied_high_yen,
    figure.segment_evidence,
    figure.table_number,
    figure.assumption,
    passage.source_page,
    figure.document_key,
    figure.figure_key,
    figure.source_place
FROM fact_figure AS figure
JOIN dim_document AS document USING (document_key)
JOIN dim_statement AS statement ON statement.statement_key = figure.statement_key
JOIN dim_account AS account ON account.account_key = figure.account_key
JOIN dim_segment AS segment ON segment.segment_key = figure.segment_key
JOIN dim_fiscal_year AS fiscal_year USING (fiscal_year_key)
JOIN dim_budget_version AS version USING (budget_version_key)
LEFT JOIN fact_passage AS passage
    ON passage.document_key = figure.document_key AND passage.source_line = figure.source_line;

COMMENT ON VIEW figures IS 'One row for each printed figure of a statement or summary table, with its place in the text, its settled value and its status.';
COMMENT ON COLUMN figures.file_name IS 'The text''s file name.';
COMMENT ON COLUMN figures.source_line IS 'Line in that file, from 1.';
COMMENT ON COLUMN figures.source_column IS 'Tab-separated cell in that line, 0 is the label.';
COMMENT ON COLUMN figures.statement_code IS 'balance_sheet, income_statement, cash_plan, or other for a table that is none of them.';
COMMENT ON COLUMN figures.account_path IS 'Headings and label joined by /, spaces taken out: 資産の部/流動資産/現金及び預金.';
COMMENT ON COLUMN figures.account_name IS 'The last part of the path.';
COMMENT ON COLUMN figures.segment_name IS 'The segment; the total is 合計.';
COMMENT ON COLUMN figures.fiscal_year IS '2015 for 平成27年度; 0 where the text prints none, -1 for the year before that one.';
COMMENT ON COLUMN figures.budget_version IS 'initial, supplementary_<month> or settlement; before_<version> where a text does not name what was in force before.';
COMMENT ON COLUMN figures.measure IS 'amount, or change for a printed difference.';
COMMENT ON COLUMN figures.amount_yen IS 'The settled value in yen; NULL when disputed and unreadable.';
COMMENT ON COLUMN figures.unit_yen IS 'What the last printed place is, in yen: 1, 1000, 1000000; 10000000 for 9.5 in a table in 億円.';
COMMENT ON COLUMN figures.printed_text IS 'The cell as printed.';
COMMENT ON COLUMN figures.status IS 'proven, repaired, unchecked or disputed.';
COMMENT ON COLUMN figures.printed_yen IS 'The printed reading in yen; NULL where it cannot be read.';
COMMENT ON COLUMN figures.implied_low_yen IS 'For a disputed figure the least value the identities allow.';
COMMENT ON COLUMN figures.implied_high_yen IS 'For a disputed figure the greatest value the identities allow.';
COMMENT ON COLUMN figures.segment_evidence IS 'How the segment is known: statement, header, figures, position, new.';
COMMENT ON COLUMN figures.table_number IS 'Which table of the text, from 1.';
COMMENT ON COLUMN figures.assumption IS 'What the figure rests on though the text does not print it, in words; NULL where nothing is assumed.';
COMMENT ON COLUMN figures.source_page IS 'Page of the PDF, from 1; NULL for a text.';
COMMENT ON COLUMN figures.document_key IS 'Key of the document in dim_document.';
COMMENT ON COLUMN figures.figure_key IS 'Key of the figure in fact_figure.';
COMMENT ON COLUMN figures.source_place IS 'Where the file has it: 収支!C5 in a workbook, page 3, line 120 in a PDF, line 120 in a text (of the file as it arrived).';
