CREATE OR REPLACE VIEW disputed_figures AS
WITH undecided AS (
    SELECT document_key, reason, dispute_number, unnest(identity_check_keys) AS identity_check_key
    FROM fact_dispute
),
term AS (
    SELECT identity_check_key, unnest(terms).figure_key AS figure_key
    FROM fact_identity_check
    WHERE identity_check_key IN (SELECT identity_check_key FROM undecided)
),
reason AS (
    SELECT document_key, unnest(figure_keys) AS figure_key, reason, dispute_number
    FROM fact_dispute
    UNION
    -- What an identity that does not decide touches is open too, where nothing else proves it.
    SELECT undecided.document_key, term.figure_key, undecided.reason, undecided.dispute_number
    FROM undecided
    JOIN term USING (identity_check_key)
    UNION
    SELECT
        document_key,
        unnest(figure_keys),
        -- Without words nobody knows which slip it was: the kind says why it is doubted.
        if(printed_words = '' AND meant_words = '', kind, 'rival_slips'),
        slip_number
    FROM fact_structural_repair
    WHERE outcome = 'disputed'
)
SELECT
    document.file_name,
    figure.source_line,
    figure.source_column,
    statement.statement_code,
    account.account_path,
    segment.segment_name,
    figure.fiscal_year_key AS fiscal_year,
    version.budget_version,
    figure.measure,
    figure.label,
    figure.printed_text,
    figure.printed_yen,
    figure.implied_low_yen,
    figure.implied_high_yen,
    coalesce(reason.reason, 'spread') AS reason,
    reason.dispute_number,
    figure.document_key,
    figure.figure_key
FROM fact_figure AS figure
JOIN dim_document AS document USING (document_key)
JOIN dim_budget_version AS version USING (budget_version_key)
LEFT JOIN dim_statement AS statement ON statement.statement_key = figure.statement_key
LEFT JOIN dim_account AS account ON account.account_key = figure.account_key
LEFT JOIN dim_segment AS segment ON segment.segment_key = figure.segment_key
LEFT JOIN reason ON reason.document_key = figure.document_key AND reason.figure_key = figure.figure_key
WHERE figure.status = 'disputed';

COMMENT ON VIEW disputed_figures IS 'One row for each disputed figure and each reason why it is disputed, with its place in the text.';
COMMENT ON COLUMN disputed_figures.file_name IS 'The text''s file name.';
COMMENT ON COLUMN disputed_figures.source_line IS 'Line in that file, from 1.';
COMMENT ON COLUMN disputed_figures.source_column IS 'Tab-separated cell in that line, 0 is the label.';
COMMENT ON COLUMN disputed_figures.statement_code IS 'balance_sheet, income_statement or cash_plan; NULL outside the statements.';
COMMENT ON COLUMN disputed_figures.account_path IS 'Headings and label joined by /; NULL outside the statements.';
COMMENT ON COLUMN disputed_figures.segment_name IS 'The segment; the total is 合計; NULL outside the statements.';
COMMENT ON COLUMN disputed_figures.fiscal_year IS '2015 for 平成27年度.';
COMMENT ON COLUMN disputed_figures.budget_version IS 'initial, supplementary_<month> or settlement; before_<version> where a text does not name what was in force before.';
COMMENT ON COLUMN disputed_figures.measure IS 'amount, change, commitment_limit, commitment_change, planned_receipt or cumulative_receipt.';
COMMENT ON COLUMN disputed_figures.label IS 'The label as printed.';
COMMENT ON COLUMN disputed_figures.printed_text IS 'The cell as printed.';
COMMENT ON COLUMN disputed_figures.printed_yen IS 'The printed reading in yen; NULL where it cannot be read.';
COMMENT ON COLUMN disputed_figures.implied_low_yen IS 'The least value the identities allow; NULL where they imply nothing.';
COMMENT ON COLUMN disputed_figures.implied_high_yen IS 'The greatest value the identities allow; NULL where they imply nothing.';
COMMENT ON COLUMN disputed_figures.reason IS 'Why it is disputed. Of its value: rivals, not_pinned, no_explanation, search_limit (fact_dispute). Of its place: rival_slips, contradicted_table, contradicted_columns, contradicted_rows, search_limit (fact_structural_repair). spread: its row, or an identity on it, rests on what is in doubt.';
COMMENT ON COLUMN disputed_figures.dispute_number IS 'The dispute_number in fact_dispute or the slip_number in fact_structural_repair; NULL for spread.';
COMMENT ON COLUMN disputed_figures.document_key IS 'Key of the document in dim_document.';
COMMENT ON COLUMN disputed_figures.figure_key IS 'Key of the figure in fact_figure.';
