CREATE TABLE IF NOT EXISTS fact_figure (
    figure_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    source_line INTEGER NOT NULL,
    source_column INTEGER NOT NULL,
    statement_key INTEGER REFERENCES dim_statement (statement_key),
    account_key INTEGER REFERENCES dim_account (account_key),
    segment_key INTEGER REFERENCES dim_segment (segment_key),
    fiscal_year_key INTEGER NOT NULL REFERENCES dim_fiscal_year (fiscal_year_key),
    budget_version_key INTEGER NOT NULL REFERENCES dim_budget_version (budget_version_key),
    measure VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    printed_text VARCHAR NOT NULL,
    printed_yen BIGINT,
    amount_yen BIGINT,
    unit_yen BIGINT NOT NULL,
    status VARCHAR NOT NULL CHECK (status IN ('proven', 'repaired', 'unchecked', 'disputed')),
    implied_low_yen BIGINT,
    implied_high_yen BIGINT,
    segment_evidence VARCHAR CHECK (segment_evidence IN ('statement', 'header', 'figures', 'position', 'new')),
    table_number INTEGER,
    assumption VARCHAR,
    source_place VARCHAR,
    UNIQUE (document_key, source_line, source_column)
);

COMMENT ON TABLE fact_figure IS 'One row for each printed figure: where it stands, what is printed, what it settles to. Grain: document, line, cell.';
COMMENT ON COLUMN fact_figure.figure_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_figure.document_key IS 'The document.';
COMMENT ON COLUMN fact_figure.source_line IS 'Line in the file, from 1.';
COMMENT ON COLUMN fact_figure.source_column IS 'Tab-separated cell in that line, 0 is the label; in prose the how-many-eth number of the line, from 0.';
COMMENT ON COLUMN fact_figure.statement_key IS 'The statement; NULL for a commitment or an advance receipt.';
COMMENT ON COLUMN fact_figure.account_key IS 'The account; NULL where statement_key is.';
COMMENT ON COLUMN fact_figure.segment_key IS 'The segment or 合計; NULL where statement_key is.';
COMMENT ON COLUMN fact_figure.fiscal_year_key IS 'The fiscal year the figure is of.';
COMMENT ON COLUMN fact_figure.budget_version_key IS 'The version of the budget.';
COMMENT ON COLUMN fact_figure.measure IS 'amount, or change for a printed difference; commitment_limit, commitment_change, planned_receipt, cumulative_receipt outside the statements.';
COMMENT ON COLUMN fact_figure.label IS 'The row''s label, spaces taken out.';
COMMENT ON COLUMN fact_figure.printed_text IS 'The cell as printed.';
COMMENT ON COLUMN fact_figure.printed_yen IS 'The printed reading in yen; NULL where it cannot be read.';
COMMENT ON COLUMN fact_figure.amount_yen IS 'The settled value in yen; NULL when disputed and unreadable.';
COMMENT ON COLUMN fact_figure.unit_yen IS 'What the last printed place is, in yen: 1, 1000, 1000000; 10000000 for 9.5 in a table in 億円.';
COMMENT ON COLUMN fact_figure.status IS 'What the accounting identities say of the figure; with an assumption no more than unchecked.';
COMMENT ON COLUMN fact_figure.implied_low_yen IS 'For a disputed figure the least value the identities allow, where they imply one.';
COMMENT ON COLUMN fact_figure.implied_high_yen IS 'For a disputed figure the greatest value the identities allow, where they imply one.';
COMMENT ON COLUMN fact_figure.segment_evidence IS 'How the segment is known: statement (a statement of the whole agency), header (its name or alias), figures (tied to a table whose header is readable), position (place among the columns), new (a name the reference data does not know).';
COMMENT ON COLUMN fact_figure.table_number IS 'Which table of the text, from 1; NULL in prose.';
COMMENT ON COLUMN fact_figure.assumption IS 'What the figure rests on though the text does not print it (its unit, fiscal year or segment), in words; such a figure is at most unchecked. NULL where nothing is assumed.';
COMMENT ON COLUMN fact_figure.source_place IS 'Where the file has it: 収支!C5 in a workbook, page 3, line 120 in a PDF, line 120 in a text (of the file as it arrived). NULL for documents read before version 5 of the warehouse.';
