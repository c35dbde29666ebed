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
SELECT 'fact_dispute: document, number', concat_ws(', ', document_key, dispute_number) FROM fact_dispute
UNION ALL
SELECT 'fact_assumption: figure, subject', concat_ws(', ', figure_key, subject) FROM fact_assumption
UNION ALL
SELECT
    'fact_explanation: document, dispute, explanation, figure',
    concat_ws(', ', document_key, dispute_number, explanation_number, figure_key)
FROM fact_explanation
UNION ALL
SELECT 'dim_part: document, number', concat_ws(', ', document_key, part_number) FROM dim_part
UNION ALL
SELECT 'dim_programme: document, number, title', concat_ws(', ', document_key, programme_number, title)
FROM dim_programme
UNION ALL
SELECT 'dim_section: document, number', concat_ws(', ', document_key, section_number) FROM dim_section
UNION ALL
SELECT 'fact_passage: document, line', concat_ws(', ', document_key, source_line) FROM fact_passage
UNION ALL
SELECT 'dim_glossary_entry: document, line', concat_ws(', ', document_key, first_line) FROM dim_glossary_entry
UNION ALL
SELECT 'fact_quantity: document, line, character', concat_ws(', ', document_key, source_line, start_character)
FROM fact_quantity
UNION ALL
SELECT 'fact_number: document, line, character', concat_ws(', ', document_key, source_line, start_character)
FROM fact_number
UNION ALL
SELECT 'dim_meeting_step: meeting, number', concat_ws(', ', meeting_key, step_number) FROM dim_meeting_step
UNION ALL
SELECT
    'fact_law_reference: document, line, character, kind',
    concat_ws(', ', document_key, source_line, start_character, reference_kind)
FROM fact_law_reference
UNION ALL
SELECT 'fact_date_mention: document, line, character', concat_ws(', ', document_key, source_line, start_character)
FROM fact_date_mention
UNION ALL
SELECT
    'fact_commitment_change: document, version, commitment',
    concat_ws(
        ', ', document_key, fiscal_year_key, budget_version_key, commitment_name,
        coalesce(commitment_key, before_commitment_key)
    )
FROM fact_commitment_change
UNION ALL
SELECT 'dim_rule_change: document, number', concat_ws(', ', document_key, rule_change_number) FROM dim_rule_change
UNION ALL
SELECT 'fact_rule_clause: change, number', concat_ws(', ', rule_change_key, clause_number) FROM fact_rule_clause
UNION ALL
SELECT 'fact_rule_provision: change, number', concat_ws(', ', rule_change_key, provision_number)
FROM fact_rule_provision
UNION ALL
SELECT 'fact_rule_difference: provision, position', concat_ws(', ', rule_provision_key, position)
FROM fact_rule_difference
UNION ALL
SELECT 'dim_document: current one of a meeting', meeting_key::VARCHAR FROM dim_document WHERE is_current
