-- title: An unchecked figure is touched by no identity, or only by such as repeat it and cannot show its sign
WITH share AS (
    SELECT term.identity_check_key, term.figure_key, sum(term.weight * figure.amount_yen) AS yen,
        bool_or(figure.status = 'disputed') AS is_disputed
    FROM (
        SELECT identity_check_key, unnest(terms, recursive := true)
        FROM fact_identity_check
    ) AS term
    LEFT JOIN fact_figure AS figure USING (figure_key)
    GROUP BY term.identity_check_key, term.figure_key
), touching AS (
    SELECT share.figure_key,
        -- what hangs on a disputed figure shows nothing
        bool_or(other.is_disputed)
        OR bool_or(abs(share.yen + other.yen) <= audit.highest_residual_yen - audit.lowest_residual_yen) AS repeats_it
    FROM share
    JOIN fact_identity_check AS audit USING (identity_check_key)
    LEFT JOIN share AS other
        ON share.identity_check_key = other.identity_check_key AND share.figure_key <> other.figure_key
    GROUP BY share.figure_key, share.identity_check_key
)
SELECT
    concat(document.file_name, ', line ', figure.source_line, ', cell ', figure.source_column) AS place,
    concat('printed ', figure.printed_text) AS value,
    figure.figure_key NOT IN (SELECT touching.figure_key FROM touching WHERE repeats_it IS NOT TRUE) AS holds
FROM fact_figure AS figure
LEFT JOIN dim_document AS document USING (document_key)
WHERE figure.status = 'unchecked'
