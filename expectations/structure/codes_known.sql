-- title: Every code is one of those that are documented
WITH code AS (
    SELECT 'dim_statement.statement_code' AS place, statement_code AS value FROM dim_statement
    UNION ALL SELECT 'dim_account.account_role', account_role FROM dim_account
    UNION ALL SELECT 'dim_budget_version.budget_version', budget_version FROM dim_budget_version
    UNION ALL SELECT 'fact_figure.measure', measure FROM fact_figure
    UNION ALL SELECT 'fact_figure.status', status FROM fact_figure
    UNION ALL SELECT 'fact_figure.segment_evidence', segment_evidence
    FROM fact_figure WHERE segment_evidence IS NOT NULL
    UNION ALL SELECT 'fact_amount.status', status FROM fact_amount
    UNION ALL SELECT 'fact_commitment.status', status FROM fact_commitment
    UNION ALL SELECT 'fact_commitment.listing', listing FROM fact_commitment
    UNION ALL SELECT 'fact_advance_receipt.status', status FROM fact_advance_receipt
    UNION ALL SELECT 'fact_advance_receipt.measure', measure FROM fact_advance_receipt
    UNION ALL SELECT 'fact_commitment_change.status', status FROM fact_commitment_change
    UNION ALL SELECT 'fact_commitment_change.change_kind', change_kind
    FROM fact_commitment_change WHERE change_kind IS NOT NULL
    UNION ALL SELECT 'fact_commitment.segment_evidence', segment_evidence FROM fact_commitment
    UNION ALL SELECT 'fact_advance_receipt.segment_evidence', segment_evidence FROM fact_advance_receipt
    UNION ALL SELECT 'fact_repair.kind', kind FROM fact_repair
    UNION ALL SELECT 'fact_structural_repair.kind', kind FROM fact_structural_repair
    UNION ALL SELECT 'fact_dispute.reason', reason FROM fact_dispute
    UNION ALL SELECT 'fact_assumption.subject', subject FROM fact_assumption
)
SELECT
    place,
    value,
    CASE
        WHEN place LIKE '%.status' THEN value IN ('proven', 'repaired', 'unchecked', 'disputed')
        WHEN place = 'dim_statement.statement_code' THEN value IN (
            'balance_sheet', 'income_statement', 'cash_plan', 'cash_flow_statement', 'administrative_cost_statement',
            'surplus_appropriation', 'surplus_statement', 'net_assets_statement', 'activity_statement', 'funds_statement',
            'other'
        )
        WHEN place = 'dim_account.account_role' THEN value IN ('item', 'total', 'result', 'memo')
        WHEN place = 'dim_budget_version.budget_version' THEN regexp_full_match(
            value,
            'initial|(before_)?(settlement|supplementary_(january|february|march|april|may|june|july|august|september'
            || '|october|november|december))'
        )
        WHEN place = 'fact_figure.measure' THEN value IN (
            'amount', 'change', 'commitment_limit', 'commitment_change', 'planned_receipt', 'cumulative_receipt'
        )
        WHEN place = 'fact_figure.segment_evidence' THEN value IN ('statement', 'header', 'figures', 'position', 'new')
        WHEN place = 'fact_commitment_change.change_kind' THEN value IN ('変更', '追加', '新規', '廃止')
        WHEN place = 'fact_commitment.segment_evidence' THEN value IN ('name', 'not stated')
        WHEN place = 'fact_advance_receipt.segment_evidence' THEN value IN ('figure', 'not stated')
        WHEN place = 'fact_commitment.listing' THEN value IN ('initial', 'announced', 'before', 'after')
        WHEN place = 'fact_advance_receipt.measure' THEN value IN ('planned', 'cumulative')
        WHEN place = 'fact_repair.kind' THEN value IN (
            'sign_lost', 'sign_added', 'digit', 'transposed_digits', 'missing_digit', 'extra_digit', 'swapped_cells',
            'missing_cell', 'shifted_row', 'unit', 'corrected_by_hand', 'labels_exchanged', 'label_misspelt',
            'label_replaced', 'row_repeated', 'columns_exchanged', 'header_shifted', 'table_unit', 'table_period'
        )
        WHEN place = 'fact_dispute.reason' THEN value IN ('rivals', 'not_pinned', 'no_explanation', 'search_limit')
        WHEN place = 'fact_assumption.subject' THEN value IN ('unit', 'year', 'segment', 'sign')
        WHEN place = 'fact_structural_repair.kind' THEN value IN (
            'labels_exchanged', 'label_misspelt', 'label_replaced', 'row_repeated', 'columns_exchanged',
            'header_shifted', 'table_unit', 'table_period', 'contradicted_table', 'contradicted_columns',
            'contradicted_rows', 'search_limit'
        )
    END AS holds
FROM code
