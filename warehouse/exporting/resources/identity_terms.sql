WITH numbered AS (
    SELECT
        document_key, terms,
        row_number() OVER (PARTITION BY document_key ORDER BY identity_check_key)::INTEGER AS check_number
    FROM fact_identity_check
),
term AS (
    SELECT
        document_key, check_number,
        unnest(terms, recursive := true), generate_subscripts(terms, 1)::INTEGER AS term_number
    FROM numbered
)
SELECT
    meeting.meeting_id, term.check_number, term.term_number, term.weight, term.label, figure.source_line,
    figure.source_column, figure.printed_yen, figure.amount_yen, figure.status
FROM term
JOIN dim_document AS document USING (document_key)
JOIN dim_meeting AS meeting USING (meeting_key)
LEFT JOIN fact_figure AS figure USING (figure_key)
ORDER BY meeting.meeting_date NULLS LAST, meeting.meeting_id, term.check_number, term.term_number
