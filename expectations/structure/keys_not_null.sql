-- title: Every key that a row must have is there
-- expect: not_null
SELECT 'dim_statement.statement_key' AS place, statement_key AS value FROM dim_statement
UNION ALL SELECT 'dim_segment.segment_key', segment_key FROM dim_segment
UNION ALL SELECT 'dim_fiscal_year.fiscal_year_key', fiscal_year_key FROM dim_fiscal_year
UNION ALL SELECT 'dim_budget_version.budget_version_key', budget_version_key FROM dim_budget_version
UNION ALL SELECT 'dim_account.' || key_name, key_value
FROM dim_account UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (account_key, statement_key))
UNION ALL SELECT 'dim_meeting.meeting_key', meeting_key FROM dim_meeting
UNION ALL SELECT 'dim_agenda_item.' || key_name, key_value
FROM dim_agenda_item UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (agenda_item_key, meeting_key))
UNION ALL SELECT 'dim_document.' || key_name, key_value
FROM dim_document UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (document_key, meeting_key))
UNION ALL SELECT 'fact_figure.' || key_name, key_value
FROM fact_figure UNPIVOT INCLUDE NULLS (
    key_value FOR key_name IN (figure_key, document_key, fiscal_year_key, budget_version_key)
)
UNION ALL SELECT 'fact_figure.' || key_name || ' of a statement figure', key_value
FROM (FROM fact_figure WHERE statement_key IS NOT NULL) AS statement_figure
UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (account_key, segment_key))
UNION ALL SELECT 'fact_amount.' || key_name, key_value
FROM fact_amount UNPIVOT INCLUDE NULLS (
    key_value FOR key_name IN (
        meeting_key, document_key, statement_key, account_key, segment_key, fiscal_year_key, budget_version_key
    )
)
UNION ALL SELECT 'fact_commitment.' || key_name, key_value
FROM fact_commitment UNPIVOT INCLUDE NULLS (
    key_value FOR key_name IN (commitment_key, document_key, figure_key, fiscal_year_key, budget_version_key)
)
UNION ALL SELECT 'fact_advance_receipt.' || key_name, key_value
FROM fact_advance_receipt UNPIVOT INCLUDE NULLS (
    key_value FOR key_name IN (advance_receipt_key, document_key, figure_key, fiscal_year_key, budget_version_key)
)
UNION ALL SELECT 'fact_identity_check.' || key_name, key_value
FROM fact_identity_check UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (identity_check_key, document_key))
UNION ALL SELECT 'fact_repair.' || key_name, key_value
FROM fact_repair UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (repair_key, document_key, figure_key))
UNION ALL SELECT 'fact_structural_repair.' || key_name, key_value
FROM fact_structural_repair
UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (structural_repair_key, document_key))
UNION ALL SELECT 'fact_dispute.' || key_name, key_value
FROM fact_dispute UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (dispute_key, document_key))
UNION ALL SELECT 'fact_assumption.' || key_name, key_value
FROM fact_assumption UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (assumption_key, document_key, figure_key))
UNION ALL SELECT 'fact_explanation.' || key_name, key_value
FROM fact_explanation UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (explanation_key, document_key, figure_key))
UNION ALL SELECT 'fact_finding.' || key_name, key_value
FROM fact_finding UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (finding_key, document_key))
UNION ALL SELECT 'dim_part.' || key_name, key_value
FROM dim_part UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (part_key, document_key))
UNION ALL SELECT 'dim_programme.' || key_name, key_value
FROM dim_programme UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (programme_key, document_key))
UNION ALL SELECT 'dim_section.' || key_name, key_value
FROM dim_section UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (section_key, document_key, part_key))
UNION ALL SELECT 'bridge_section_segment.' || key_name, key_value
FROM bridge_section_segment UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (section_key, segment_key))
UNION ALL SELECT 'fact_passage.' || key_name, key_value
FROM fact_passage UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (passage_key, document_key, part_key))
UNION ALL SELECT 'dim_glossary_entry.' || key_name, key_value
FROM dim_glossary_entry UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (glossary_entry_key, document_key))
UNION ALL SELECT 'fact_quantity.' || key_name, key_value
FROM fact_quantity UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (quantity_key, document_key))
UNION ALL SELECT 'fact_number.' || key_name, key_value
FROM fact_number UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (number_key, document_key))
UNION ALL SELECT 'fact_commitment_change.' || key_name, key_value
FROM fact_commitment_change UNPIVOT INCLUDE NULLS (
    key_value FOR key_name IN (commitment_change_key, document_key, fiscal_year_key, budget_version_key)
)
UNION ALL SELECT 'dim_rule_change.' || key_name, key_value
FROM dim_rule_change UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (rule_change_key, document_key))
UNION ALL SELECT 'fact_rule_clause.' || key_name, key_value
FROM fact_rule_clause UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (rule_clause_key, document_key, rule_change_key))
UNION ALL SELECT 'fact_rule_provision.' || key_name, key_value
FROM fact_rule_provision UNPIVOT INCLUDE NULLS (
    key_value FOR key_name IN (rule_provision_key, document_key, rule_change_key)
)
UNION ALL SELECT 'fact_rule_difference.' || key_name, key_value
FROM fact_rule_difference UNPIVOT INCLUDE NULLS (
    key_value FOR key_name IN (rule_difference_key, document_key, rule_provision_key)
)
UNION ALL SELECT 'fact_rule_check.' || key_name, key_value
FROM fact_rule_check UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (rule_check_key, document_key, rule_change_key))
UNION ALL SELECT 'fact_acceptance.acceptance_key', acceptance_key FROM fact_acceptance
UNION ALL SELECT 'dim_meeting_step.' || key_name, key_value
FROM dim_meeting_step UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (meeting_step_key, meeting_key))
UNION ALL SELECT 'fact_law_reference.' || key_name, key_value
FROM fact_law_reference UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (law_reference_key, document_key))
UNION ALL SELECT 'fact_date_mention.' || key_name, key_value
FROM fact_date_mention UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (date_mention_key, document_key))
UNION ALL SELECT 'fact_correction.' || key_name, key_value
FROM fact_correction UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (correction_key, document_key, figure_key))
