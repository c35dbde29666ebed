-- Adds up the terms anew from the stored figures, so that a check judges what the warehouse holds and not what the
-- engine said when it was loaded.
CREATE OR REPLACE VIEW identity_audit AS
WITH term AS (
    SELECT identity_check_key, unnest(terms, recursive := true)
    FROM fact_identity_check
),
summed AS (
    -- Empty cells that mean nil are no terms; an identity of nothing else sums to 0.
    SELECT
        identity.identity_check_key,
        CASE
            WHEN len(any_value(identity.terms)) = 0 THEN 0
            WHEN bool_and(figure.amount_yen IS NOT NULL) THEN sum(term.weight * figure.amount_yen)
        END AS residual_yen,
        coalesce(bool_or(figure.status = 'disputed'), false) AS has_disputed_term
    FROM fact_identity_check AS identity
    LEFT JOIN term USING (identity_check_key)
    LEFT JOIN fact_figure AS figure USING (figure_key)
    GROUP BY identity.identity_check_key
)
SELECT
    check_row.identity_check_key,
    check_row.document_key,
    check_row.identity_name,
    check_row.identity_family,
    check_row.place,
    check_row.holds_as_printed,
    summed.residual_yen,
    check_row.lowest_residual_yen,
    check_row.highest_residual_yen,
    coalesce(summed.residual_yen BETWEEN check_row.lowest_residual_yen AND check_row.highest_residual_yen, false) AS holds,
    summed.has_disputed_term
FROM fact_identity_check AS check_row
JOIN summed USING (identity_check_key);

COMMENT ON VIEW identity_audit IS 'Every identity check with its residual added up anew from the stored figures.';
COMMENT ON COLUMN identity_audit.identity_check_key IS 'Key in fact_identity_check.';
COMMENT ON COLUMN identity_audit.document_key IS 'The document.';
COMMENT ON COLUMN identity_audit.identity_name IS 'Name of the rule in expectations/identities.yaml.';
COMMENT ON COLUMN identity_audit.identity_family IS 'Family of the rule.';
COMMENT ON COLUMN identity_audit.place IS 'Where it applies.';
COMMENT ON COLUMN identity_audit.holds_as_printed IS 'Whether it held for the printed readings.';
COMMENT ON COLUMN identity_audit.residual_yen IS 'Left minus right from the stored figures; NULL where one has no value.';
COMMENT ON COLUMN identity_audit.lowest_residual_yen IS 'Least residual with which it holds.';
COMMENT ON COLUMN identity_audit.highest_residual_yen IS 'Greatest residual with which it holds.';
COMMENT ON COLUMN identity_audit.holds IS 'Whether the stored figures satisfy it.';
COMMENT ON COLUMN identity_audit.has_disputed_term IS 'Whether one of its figures is disputed.';
