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
UNION ALL SELECT 'fact_explanation.' || key_name, key_value
FROM fact_explanation UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (explanation_key, document_key, figure_key))
UNION ALL SELECT 'fact_finding.' || key_name, key_value
FROM fact_finding UNPIVOT INCLUDE NULLS (key_value FOR key_name IN (finding_key, document_key))
