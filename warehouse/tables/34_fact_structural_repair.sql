-- figure_keys and identities_after are lists; expectations/structure/foreign_keys.sql checks them.
CREATE TABLE IF NOT EXISTS fact_structural_repair (
    structural_repair_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    outcome VARCHAR NOT NULL CHECK (outcome IN ('repaired', 'disputed')),
    kind VARCHAR NOT NULL,
    slip_number INTEGER NOT NULL,
    source_lines INTEGER[] NOT NULL,
    printed_words VARCHAR NOT NULL,
    meant_words VARCHAR NOT NULL,
    figure_keys BIGINT[] NOT NULL,
    failing_as_printed VARCHAR[] NOT NULL,
    identities_after BIGINT[] NOT NULL,
    rivals VARCHAR[] NOT NULL
);

COMMENT ON TABLE fact_structural_repair IS 'One row for each slip of structure: a unit, a label, a header or a year that put many figures in a wrong place at once.';
COMMENT ON COLUMN fact_structural_repair.structural_repair_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_structural_repair.document_key IS 'The document.';
COMMENT ON COLUMN fact_structural_repair.outcome IS 'repaired: it is the only smallest explanation, and the figures stand in the place that is meant; disputed: nothing tells it from others, and all figures that it could have moved are disputed as printed.';
COMMENT ON COLUMN fact_structural_repair.kind IS 'labels_exchanged, label_misspelt, label_replaced, row_repeated, columns_exchanged (or two headers), header_shifted, table_unit, table_period; contradicted_table, contradicted_columns and contradicted_rows where it is not known what went wrong, search_limit where the search for it was given up.';
COMMENT ON COLUMN fact_structural_repair.slip_number IS 'Where repaired: that of the figures'' rows in fact_repair. Where disputed: rivals have the same number, from 1.';
COMMENT ON COLUMN fact_structural_repair.source_lines IS 'The lines of the labels, headers or words that are read otherwise than printed; of a contradicted table its first and last row.';
COMMENT ON COLUMN fact_structural_repair.printed_words IS 'What they say; empty where it is not known what went wrong.';
COMMENT ON COLUMN fact_structural_repair.meant_words IS 'What is meant.';
COMMENT ON COLUMN fact_structural_repair.figure_keys IS 'The figures in fact_figure that the slip moved, or may have moved.';
COMMENT ON COLUMN fact_structural_repair.failing_as_printed IS 'The identities, by name and place, that fail as printed and hold once the slip is undone.';
COMMENT ON COLUMN fact_structural_repair.identities_after IS 'identity_check_key of the identities on these figures that hold now.';
COMMENT ON COLUMN fact_structural_repair.rivals IS 'Other slips that would explain as much, but leave rows or columns out of order, each as kind (line n): printed → meant.';
