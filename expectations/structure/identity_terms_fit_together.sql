-- title: The terms of an identity are of the segments, accounts, years and versions that it speaks of
-- A figure that was moved to another segment or year satisfies the sums of the run that moved it; its key does not.
-- An empty cell that means nil is no figure: of a sum that has such terms, the total may be one of them.
WITH term AS (
    SELECT identity_check_key, unnest(terms).figure_key AS figure_key, unnest(terms).weight AS weight
    FROM fact_identity_check
),
gathered AS (
    SELECT
        term.identity_check_key,
        count(*) AS term_count,
        count(DISTINCT figure.statement_key) AS statements,
        count(DISTINCT (figure.statement_key, figure.account_key)) AS accounts,
        count(DISTINCT figure.segment_key) AS segments,
        count(*) FILTER (segment.is_total <> (term.weight > 0)) AS misplaced_totals,
        count(DISTINCT figure.fiscal_year_key) AS years,
        count(DISTINCT (figure.fiscal_year_key, figure.budget_version_key, figure.measure)) AS periods
    FROM term
    JOIN fact_figure AS figure USING (figure_key)
    LEFT JOIN dim_segment AS segment ON segment.segment_key = figure.segment_key
    GROUP BY term.identity_check_key
)
SELECT
    concat(document.file_name, ', ', stored.identity_name, ', ', stored.place) AS place,
    concat(gathered.accounts, ' accounts, ', gathered.segments, ' segments, ', gathered.periods, ' periods') AS value,
    CASE stored.identity_family
        WHEN 'subtotals' THEN statements = 1 AND segments = 1 AND periods = 1 AND accounts = term_count
        WHEN 'segment_totals' THEN accounts = 1 AND periods = 1 AND segments = term_count AND misplaced_totals = 0
        WHEN 'statement_results' THEN segments = 1 AND periods = 1
        WHEN 'statement_articulation' THEN segments = 1 AND periods = 1
        WHEN 'reprints' THEN accounts = 1 AND segments = 1 AND periods = 1
        WHEN 'rounding' THEN accounts = 1 AND segments = 1 AND periods = 1
        WHEN 'changes' THEN accounts = 1 AND segments = 1
        WHEN 'carry_forward' THEN segments = 1 AND years = least(term_count, 2)
        ELSE true
    END AS holds
FROM gathered
JOIN fact_identity_check AS stored USING (identity_check_key)
LEFT JOIN dim_document AS document ON document.document_key = stored.document_key
