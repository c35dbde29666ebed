-- title: A proven or repaired figure is checked by an identity, and none that touches it fails
-- An identity with a figure that has no amount is undecided: it neither holds nor fails.
WITH touched AS (
    SELECT term.figure_key, bool_and(audit.holds) AS all_hold, count(*) AS identity_count
    FROM (SELECT identity_check_key, unnest(terms).figure_key AS figure_key FROM fact_identity_check) AS term
    JOIN identity_audit AS audit USING (identity_check_key)
    WHERE audit.residual_yen IS NOT NULL
    GROUP BY term.figure_key
)
SELECT
    concat(document.file_name, ', line ', figure.source_line, ', cell ', figure.source_column) AS place,
    concat(figure.status, ', ', coalesce(touched.identity_count, 0), ' identities') AS value,
    coalesce(touched.all_hold, false) AS holds
FROM fact_figure AS figure
LEFT JOIN dim_document AS document USING (document_key)
LEFT JOIN touched USING (figure_key)
WHERE figure.status IN ('proven', 'repaired')
