-- title: Every key leads to a row
-- expect: not_null
-- The value is the key as found in the table that owns it; NULL where nothing is found. A key has the same name everywhere.
WITH reference AS (
    SELECT 'dim_account' AS table_name, 'statement_key' AS key_name, statement_key AS key_value FROM dim_account
    UNION ALL SELECT 'dim_agenda_item', 'meeting_key', meeting_key FROM dim_agenda_item
    UNION ALL SELECT 'dim_document', 'meeting_key', meeting_key FROM dim_document
    UNION ALL SELECT 'fact_figure', key_name, key_value
    FROM fact_figure UNPIVOT (
        key_value FOR key_name IN (
            document_key, statement_key, account_key, segment_key, fiscal_year_key, budget_version_key
        )
    )
    UNION ALL SELECT 'fact_amount', key_name, key_value
    FROM fact_amount UNPIVOT (
        key_value FOR key_name IN (
            meeting_key, document_key, statement_key, account_key, segment_key, fiscal_year_key, budget_version_key
        )
    )
    UNION ALL SELECT 'fact_commitment', key_name, key_value
    FROM fact_commitment UNPIVOT (
        key_value FOR key_name IN (document_key, figure_key, fiscal_year_key, budget_version_key, segment_key)
    )
    UNION ALL SELECT 'fact_advance_receipt', key_name, key_value
    FROM fact_advance_receipt UNPIVOT (
        key_value FOR key_name IN (document_key, figure_key, fiscal_year_key, budget_version_key, segment_key)
    )
    UNION ALL SELECT 'fact_advance_receipt.segment_figure_key', 'figure_key', segment_figure_key
    FROM fact_advance_receipt WHERE segment_figure_key IS NOT NULL
    UNION ALL SELECT 'fact_identity_check', 'document_key', document_key FROM fact_identity_check
    UNION ALL SELECT 'fact_identity_check.terms', 'figure_key', unnest(terms).figure_key FROM fact_identity_check
    UNION ALL SELECT 'fact_repair', key_name, key_value
    FROM fact_repair UNPIVOT (key_value FOR key_name IN (document_key, figure_key))
    UNION ALL SELECT 'fact_repair.identities_before', 'identity_check_key', unnest(identities_before) FROM fact_repair
    UNION ALL SELECT 'fact_repair.identities_after', 'identity_check_key', unnest(identities_after) FROM fact_repair
    UNION ALL SELECT 'fact_structural_repair', 'document_key', document_key FROM fact_structural_repair
    UNION ALL SELECT 'fact_structural_repair.figure_keys', 'figure_key', unnest(figure_keys)
    FROM fact_structural_repair
    UNION ALL SELECT 'fact_structural_repair.identities_after', 'identity_check_key', unnest(identities_after)
    FROM fact_structural_repair
    UNION ALL SELECT 'fact_dispute', 'document_key', document_key FROM fact_dispute
    UNION ALL SELECT 'fact_dispute.figure_keys', 'figure_key', unnest(figure_keys) FROM fact_dispute
    UNION ALL SELECT 'fact_dispute.identity_check_keys', 'identity_check_key', unnest(identity_check_keys)
    FROM fact_dispute
    UNION ALL SELECT 'fact_assumption', key_name, key_value
    FROM fact_assumption UNPIVOT (key_value FOR key_name IN (document_key, figure_key))
    UNION ALL SELECT 'fact_explanation', key_name, key_value
    FROM fact_explanation UNPIVOT (key_value FOR key_name IN (document_key, figure_key))
    UNION ALL SELECT 'fact_finding', 'document_key', document_key FROM fact_finding
    UNION ALL SELECT 'dim_part', 'document_key', document_key FROM dim_part
    UNION ALL SELECT 'dim_programme', 'document_key', document_key FROM dim_programme
    UNION ALL SELECT 'dim_section', if(key_name = 'parent_section_key', 'section_key', key_name), key_value
    FROM dim_section UNPIVOT (
        key_value FOR key_name IN (document_key, part_key, parent_section_key, programme_key)
    )
    UNION ALL SELECT 'bridge_section_segment', key_name, key_value
    FROM bridge_section_segment UNPIVOT (
        key_value FOR key_name IN (section_key, segment_key)
    )
    UNION ALL SELECT 'fact_passage', key_name, key_value
    FROM fact_passage UNPIVOT (
        key_value FOR key_name IN (document_key, part_key, section_key)
    )
    UNION ALL SELECT 'dim_glossary_entry', 'document_key', document_key FROM dim_glossary_entry
    UNION ALL SELECT 'fact_quantity', key_name, key_value
    FROM fact_quantity UNPIVOT (
        key_value FOR key_name IN (document_key, section_key)
    )
    UNION ALL SELECT 'fact_quantity.total_quantity_key', 'quantity_key', total_quantity_key
    FROM fact_quantity WHERE total_quantity_key IS NOT NULL
    UNION ALL SELECT 'fact_number', 'document_key', document_key FROM fact_number
    UNION ALL SELECT 'fact_commitment_change', key_name, key_value
    FROM fact_commitment_change UNPIVOT (
        key_value FOR key_name IN (document_key, figure_key, commitment_key, fiscal_year_key, budget_version_key)
    )
    UNION ALL SELECT 'fact_commitment_change.before_commitment_key', 'commitment_key', before_commitment_key
    FROM fact_commitment_change WHERE before_commitment_key IS NOT NULL
    UNION ALL SELECT 'dim_rule_change', 'document_key', document_key FROM dim_rule_change
    UNION ALL SELECT 'fact_rule_clause', key_name, key_value
    FROM fact_rule_clause UNPIVOT (
        key_value FOR key_name IN (document_key, rule_change_key)
    )
    UNION ALL SELECT 'fact_rule_provision', key_name, key_value
    FROM fact_rule_provision UNPIVOT (
        key_value FOR key_name IN (document_key, rule_change_key)
    )
    UNION ALL SELECT 'fact_rule_difference', key_name, key_value
    FROM fact_rule_difference UNPIVOT (
        key_value FOR key_name IN (document_key, rule_provision_key)
    )
    UNION ALL SELECT 'fact_rule_check', key_name, key_value
    FROM fact_rule_check UNPIVOT (
        key_value FOR key_name IN (document_key, rule_change_key, rule_clause_key)
    )
    UNION ALL SELECT 'dim_meeting_step', 'meeting_key', meeting_key FROM dim_meeting_step
    UNION ALL SELECT 'fact_law_reference', 'document_key', document_key FROM fact_law_reference
    UNION ALL SELECT 'fact_date_mention', 'document_key', document_key FROM fact_date_mention
    UNION ALL SELECT 'fact_correction', key_name, key_value
    FROM fact_correction UNPIVOT (key_value FOR key_name IN (document_key, figure_key))
),
owner AS (
    SELECT 'statement_key' AS key_name, statement_key AS key_value FROM dim_statement
    UNION SELECT 'segment_key', segment_key FROM dim_segment
    UNION SELECT 'fiscal_year_key', fiscal_year_key FROM dim_fiscal_year
    UNION SELECT 'budget_version_key', budget_version_key FROM dim_budget_version
    UNION SELECT 'account_key', account_key FROM dim_account
    UNION SELECT 'meeting_key', meeting_key FROM dim_meeting
    UNION SELECT 'document_key', document_key FROM dim_document
    UNION SELECT 'figure_key', figure_key FROM fact_figure
    UNION SELECT 'identity_check_key', identity_check_key FROM fact_identity_check
    UNION SELECT 'part_key', part_key FROM dim_part
    UNION SELECT 'programme_key', programme_key FROM dim_programme
    UNION SELECT 'section_key', section_key FROM dim_section
    UNION SELECT 'commitment_key', commitment_key FROM fact_commitment
    UNION SELECT 'quantity_key', quantity_key FROM fact_quantity
    UNION SELECT 'rule_change_key', rule_change_key FROM dim_rule_change
    UNION SELECT 'rule_clause_key', rule_clause_key FROM fact_rule_clause
    UNION SELECT 'rule_provision_key', rule_provision_key FROM fact_rule_provision
)
SELECT
    concat(reference.table_name, ', ', reference.key_name, ' ', reference.key_value) AS place,
    owner.key_value AS value
FROM reference
LEFT JOIN owner USING (key_name, key_value)
