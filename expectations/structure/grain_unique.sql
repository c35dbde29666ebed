-- title: Each fact has one row for each thing it tells of
-- expect: unique
SELECT
    'fact_figure: document, line, cell' AS place,
    concat_ws(', ', document_key, source_line, source_column) AS value
FROM fact_figure
UNION ALL
SELECT
    'fact_amount: meeting, statement, account, segment, year, version',
    concat_ws(', ', meeting_key, statement_key, account_key, segment_key, fiscal_year_key, budget_version_key)
FROM fact_amount
UNION ALL
SELECT 'fact_commitment: document, line', concat_ws(', ', document_key, source_line) FROM fact_commitment
UNION ALL
SELECT 'fact_commitment: figure', figure_key::VARCHAR FROM fact_commitment
UNION ALL
SELECT 'fact_advance_receipt: figure', figure_key::VARCHAR FROM fact_advance_receipt
UNION ALL
SELECT 'fact_identity_check: document, identity, place', concat_ws(', ', document_key, identity_name, place)
FROM fact_identity_check
UNION ALL
SELECT 'fact_repair: figure', figure_key::VARCHAR FROM fact_repair
UNION ALL
SELECT
    'fact_explanation: document, dispute, explanation, figure',
    concat_ws(', ', document_key, dispute_number, explanation_number, figure_key)
FROM fact_explanation
UNION ALL
SELECT 'dim_document: current one of a meeting', meeting_key::VARCHAR FROM dim_document WHERE is_current
