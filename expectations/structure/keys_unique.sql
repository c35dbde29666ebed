-- title: No key names two rows
-- expect: unique
-- Surrogate keys, and the natural keys of the dimensions.
SELECT 'dim_statement.statement_key' AS place, statement_key::VARCHAR AS value FROM dim_statement
UNION ALL SELECT 'dim_statement.statement_code', statement_code FROM dim_statement
UNION ALL SELECT 'dim_segment.segment_key', segment_key::VARCHAR FROM dim_segment
UNION ALL SELECT 'dim_segment.segment_name', segment_name FROM dim_segment
UNION ALL SELECT 'dim_fiscal_year.fiscal_year_key', fiscal_year_key::VARCHAR FROM dim_fiscal_year
UNION ALL SELECT 'dim_fiscal_year.fiscal_year', fiscal_year::VARCHAR FROM dim_fiscal_year
UNION ALL SELECT 'dim_budget_version.budget_version_key', budget_version_key::VARCHAR FROM dim_budget_version
UNION ALL SELECT 'dim_budget_version.budget_version', budget_version FROM dim_budget_version
UNION ALL SELECT 'dim_account.account_key', account_key::VARCHAR FROM dim_account
UNION ALL SELECT 'dim_account: statement, path', statement_key || ', ' || account_path FROM dim_account
UNION ALL SELECT 'dim_account: statement, English name', statement_key || ', ' || account_name_en
FROM dim_account WHERE account_name_en IS NOT NULL AND chart_code IS NULL
-- Of other bodies' accounts several may be called Total assets, in different documents.
UNION ALL SELECT 'fact_amount: document, statement, English name',
    concat_ws(', ', document_key, account.statement_key, account_name_en)
FROM (SELECT DISTINCT document_key, account_key FROM fact_amount)
JOIN dim_account AS account USING (account_key)
WHERE account_name_en IS NOT NULL
UNION ALL SELECT 'dim_meeting.meeting_key', meeting_key::VARCHAR FROM dim_meeting
UNION ALL SELECT 'dim_meeting.meeting_id', meeting_id FROM dim_meeting
UNION ALL SELECT 'dim_agenda_item.agenda_item_key', agenda_item_key::VARCHAR FROM dim_agenda_item
UNION ALL SELECT 'dim_agenda_item: meeting, number', meeting_key || ', ' || item_number FROM dim_agenda_item
UNION ALL SELECT 'dim_document.document_key', document_key::VARCHAR FROM dim_document
UNION ALL SELECT 'fact_figure.figure_key', figure_key::VARCHAR FROM fact_figure
UNION ALL SELECT 'fact_commitment.commitment_key', commitment_key::VARCHAR FROM fact_commitment
UNION ALL SELECT 'fact_advance_receipt.advance_receipt_key', advance_receipt_key::VARCHAR FROM fact_advance_receipt
UNION ALL SELECT 'fact_identity_check.identity_check_key', identity_check_key::VARCHAR FROM fact_identity_check
UNION ALL SELECT 'fact_repair.repair_key', repair_key::VARCHAR FROM fact_repair
UNION ALL SELECT 'fact_structural_repair.structural_repair_key', structural_repair_key::VARCHAR
FROM fact_structural_repair
UNION ALL SELECT 'fact_dispute.dispute_key', dispute_key::VARCHAR FROM fact_dispute
UNION ALL SELECT 'fact_assumption.assumption_key', assumption_key::VARCHAR FROM fact_assumption
UNION ALL SELECT 'fact_explanation.explanation_key', explanation_key::VARCHAR FROM fact_explanation
UNION ALL SELECT 'fact_finding.finding_key', finding_key::VARCHAR FROM fact_finding
UNION ALL SELECT 'dim_part.part_key', part_key::VARCHAR FROM dim_part
UNION ALL SELECT 'dim_programme.programme_key', programme_key::VARCHAR FROM dim_programme
UNION ALL SELECT 'dim_section.section_key', section_key::VARCHAR FROM dim_section
UNION ALL SELECT 'fact_passage.passage_key', passage_key::VARCHAR FROM fact_passage
UNION ALL SELECT 'dim_glossary_entry.glossary_entry_key', glossary_entry_key::VARCHAR FROM dim_glossary_entry
UNION ALL SELECT 'fact_quantity.quantity_key', quantity_key::VARCHAR FROM fact_quantity
UNION ALL SELECT 'fact_number.number_key', number_key::VARCHAR FROM fact_number
UNION ALL SELECT 'fact_commitment_change.commitment_change_key', commitment_change_key::VARCHAR FROM fact_commitment_change
UNION ALL SELECT 'dim_rule_change.rule_change_key', rule_change_key::VARCHAR FROM dim_rule_change
UNION ALL SELECT 'fact_rule_clause.rule_clause_key', rule_clause_key::VARCHAR FROM fact_rule_clause
UNION ALL SELECT 'fact_rule_provision.rule_provision_key', rule_provision_key::VARCHAR FROM fact_rule_provision
UNION ALL SELECT 'fact_rule_difference.rule_difference_key', rule_difference_key::VARCHAR FROM fact_rule_difference
UNION ALL SELECT 'fact_rule_check.rule_check_key', rule_check_key::VARCHAR FROM fact_rule_check
UNION ALL SELECT 'fact_acceptance.acceptance_key', acceptance_key::VARCHAR FROM fact_acceptance
UNION ALL SELECT 'dim_meeting_step.meeting_step_key', meeting_step_key::VARCHAR FROM dim_meeting_step
UNION ALL SELECT 'fact_law_reference.law_reference_key', law_reference_key::VARCHAR FROM fact_law_reference
UNION ALL SELECT 'fact_date_mention.date_mention_key', date_mention_key::VARCHAR FROM fact_date_mention
UNION ALL SELECT 'fact_correction.correction_key', correction_key::VARCHAR FROM fact_correction
