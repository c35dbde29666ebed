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
UNION ALL SELECT 'fact_explanation.explanation_key', explanation_key::VARCHAR FROM fact_explanation
UNION ALL SELECT 'fact_finding.finding_key', finding_key::VARCHAR FROM fact_finding
