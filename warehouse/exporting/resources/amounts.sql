SELECT
    meeting.meeting_id, meeting.agency, meeting.committee, meeting.meeting_number, meeting.meeting_date,
    statement.statement_code, statement.statement_name, account.account_path, account.account_name,
    account.account_name_en, account.account_role, segment.segment_name, segment.segment_name_en,
    fiscal_year.fiscal_year, version.budget_version, version.budget_version_name,
    amount.amount_yen, amount.unit_yen, amount.status, amount.printing_count,
    EXISTS (
        FROM leaf_amounts AS leaf
        WHERE leaf.meeting_key = amount.meeting_key
            AND leaf.statement_code = statement.statement_code
            AND leaf.account_path = account.account_path
            AND leaf.segment_name = segment.segment_name
            AND leaf.fiscal_year = fiscal_year.fiscal_year
            AND leaf.budget_version = version.budget_version
    ) AS is_leaf
FROM fact_amount AS amount
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN dim_statement AS statement ON statement.statement_key = amount.statement_key
JOIN dim_account AS account ON account.account_key = amount.account_key
JOIN dim_segment AS segment USING (segment_key)
JOIN dim_fiscal_year AS fiscal_year USING (fiscal_year_key)
JOIN dim_budget_version AS version USING (budget_version_key)
ORDER BY
    meeting.meeting_date NULLS LAST, meeting.meeting_id, fiscal_year.fiscal_year, version.display_order,
    version.budget_version, statement.statement_key, account.display_order, account.account_path,
    segment.display_order, segment.segment_name
