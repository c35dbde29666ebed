CREATE TABLE IF NOT EXISTS fact_identity_check (
    identity_check_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    identity_name VARCHAR NOT NULL,
    identity_family VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    terms STRUCT(figure_key BIGINT, weight BIGINT, label VARCHAR)[] NOT NULL,
    left_yen BIGINT,
    right_yen BIGINT,
    residual_printed_yen BIGINT,
    residual_yen BIGINT,
    tolerance_yen BIGINT NOT NULL,
    lowest_residual_yen BIGINT NOT NULL,
    highest_residual_yen BIGINT NOT NULL,
    holds_as_printed BOOLEAN NOT NULL,
    holds_after_repair BOOLEAN NOT NULL,
    held_count INTEGER,
    tried_count INTEGER,
    chance_count DOUBLE,
    left_count INTEGER
);

COMMENT ON TABLE fact_identity_check IS 'One row for each accounting identity and place where it applies.';
COMMENT ON COLUMN fact_identity_check.identity_check_key IS 'Surrogate key.';
COMMENT ON COLUMN fact_identity_check.document_key IS 'The document.';
COMMENT ON COLUMN fact_identity_check.identity_name IS 'Name of the rule in expectations/identities.yaml.';
COMMENT ON COLUMN fact_identity_check.identity_family IS 'Family of the rule there; one expectation for each.';
COMMENT ON COLUMN fact_identity_check.place IS 'Where it applies: statement, segment, fiscal year, version, line.';
COMMENT ON COLUMN fact_identity_check.terms IS 'The figures and their weights: left side positive, right side negated; they sum to the residual.';
COMMENT ON COLUMN fact_identity_check.left_yen IS 'Left side, settled; NULL where a term has no value.';
COMMENT ON COLUMN fact_identity_check.right_yen IS 'Right side, settled; NULL where a term has no value.';
COMMENT ON COLUMN fact_identity_check.residual_printed_yen IS 'Left minus right as printed; NULL where a term cannot be read.';
COMMENT ON COLUMN fact_identity_check.residual_yen IS 'Left minus right, settled; NULL where a term has no value.';
COMMENT ON COLUMN fact_identity_check.tolerance_yen IS 'How far apart the sides may be at most: 0, or what rounding of the terms to their units allows.';
COMMENT ON COLUMN fact_identity_check.lowest_residual_yen IS 'Least residual with which it holds: -tolerance_yen, or nearer to 0 where figures are truncated.';
COMMENT ON COLUMN fact_identity_check.highest_residual_yen IS 'Greatest residual with which it holds: tolerance_yen, or nearer to 0 where figures are truncated.';
COMMENT ON COLUMN fact_identity_check.holds_as_printed IS 'Whether it holds for the printed readings.';
COMMENT ON COLUMN fact_identity_check.holds_after_repair IS 'Whether it holds for the settled values.';
COMMENT ON COLUMN fact_identity_check.held_count IS 'For an identity that was derived from a table''s layout: in how many places it held as printed, up to signs and a slip. NULL for a rule of the book.';
COMMENT ON COLUMN fact_identity_check.tried_count IS 'In how many places it was tried; NULL for a rule of the book.';
COMMENT ON COLUMN fact_identity_check.chance_count IS 'In how many places it would have held by chance, among numbers that have nothing to do with one another; NULL for a rule of the book.';
COMMENT ON COLUMN fact_identity_check.left_count IS 'How many of its terms, from the first, are of its left side. NULL for documents read before version 6 of the warehouse.';
