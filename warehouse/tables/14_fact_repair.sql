-- figure_key is no declared foreign key: DuckDB refuses to delete a figure in one transaction with what refers to it.
-- expectations/structure/foreign_keys.sql checks it.
CREATE TABLE IF NOT EXISTS fact_repair (
    repair_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    figure_key BIGINT NOT NULL,
    printed_text VARCHAR NOT NULL,
    printed_yen BIGINT,
    settled_yen BIGINT NOT NULL,
    kind VARCHAR NOT NULL,
    slip_number INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    is_only_explanation BOOLEAN NOT NULL,
    dispute_number INTEGER,
    identities_before BIGINT[] NOT NULL,
    identities_after BIGINT[] NOT NULL
);

COMMENT ON TABLE fact_repair IS 'One row for each corrected figure, with the proof.';
COMMENT ON COLUMN fact_repair.repair_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_repair.document_key IS 'The document.';
COMMENT ON COLUMN fact_repair.figure_key IS 'The figure in fact_figure.';
COMMENT ON COLUMN fact_repair.printed_text IS 'The cell as printed.';
COMMENT ON COLUMN fact_repair.printed_yen IS 'The printed reading in yen; NULL where it cannot be read.';
COMMENT ON COLUMN fact_repair.settled_yen IS 'The settled value in yen.';
COMMENT ON COLUMN fact_repair.kind IS 'Kind of slip: sign_lost, sign_added, digit, transposed_digits, missing_digit, extra_digit, swapped_cells, missing_cell, shifted_row, unit; labels_exchanged, label_misspelt, label_replaced, row_repeated, columns_exchanged, header_shifted, table_unit, table_period where the place or unit of many figures was wrong at once (fact_structural_repair); corrected_by_hand where a person did it (fact_correction).';
COMMENT ON COLUMN fact_repair.slip_number IS 'Figures with the same number in a document were corrected by one and the same slip.';
COMMENT ON COLUMN fact_repair.cost IS 'Cost of the slip; the explanation chosen has the least total cost.';
COMMENT ON COLUMN fact_repair.is_only_explanation IS 'True where a second solve found no other explanation as cheap; false where others share this correction but differ elsewhere.';
COMMENT ON COLUMN fact_repair.dispute_number IS 'Where others share this correction but differ elsewhere: the dispute in fact_explanation that lists them.';
COMMENT ON COLUMN fact_repair.identities_before IS 'identity_check_key of the identities on the figure that fail as printed.';
COMMENT ON COLUMN fact_repair.identities_after IS 'identity_check_key of the identities on the figure, all of which hold with the settled value.';
