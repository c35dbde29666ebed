CREATE OR REPLACE MACRO results_by_segment(statement_codes) AS TABLE
WITH result AS (
    SELECT
        amount.meeting_key,
        amount.fiscal_year_key,
        amount.budget_version_key,
        segment.segment_name,
        segment.segment_name_en,
        segment.is_total,
        segment.display_order AS segment_order,
        any_value(trusted_yen) FILTER (account_path = '営業収益/営業収益合計') AS operating_revenue_yen,
        any_value(trusted_yen) FILTER (account_path = '営業費用/営業費用合計') AS operating_expense_yen,
        any_value(trusted_yen) FILTER (account_path = '営業利益') AS operating_result_yen,
        any_value(trusted_yen) FILTER (account_path = '営業外収益/営業外収益合計') AS non_operating_revenue_yen,
        any_value(trusted_yen) FILTER (account_path = '営業外費用/営業外費用合計') AS non_operating_expense_yen,
        any_value(trusted_yen) FILTER (account_path = '経常利益') AS ordinary_result_yen,
        any_value(trusted_yen) FILTER (account_path = '特別利益/特別利益合計') AS extraordinary_gain_yen,
        any_value(trusted_yen) FILTER (account_path = '特別損失/特別損失合計') AS extraordinary_loss_yen,
        any_value(trusted_yen) FILTER (account_path = '当期純利益') AS net_result_yen,
        any_value(trusted_yen) FILTER (account_path = '資産の部/資産合計') AS assets_yen,
        any_value(trusted_yen) FILTER (account_path = '資産の部/流動資産/流動資産合計') AS current_assets_yen,
        any_value(trusted_yen) FILTER (account_path = '負債の部/流動負債/流動負債合計') AS current_liabilities_yen,
        any_value(trusted_yen) FILTER (account_path = '純資産の部/純資産合計') AS net_assets_yen,
        max(unit_yen) AS unit_yen,
        coalesce(
            list(account.account_name ORDER BY account.display_order) FILTER (amount.status = 'disputed'), []
        ) AS disputed_accounts
    FROM (SELECT *, if(status <> 'disputed', amount_yen, NULL) AS trusted_yen FROM fact_amount) AS amount
    JOIN dim_account AS account USING (account_key)
    JOIN dim_statement AS statement ON statement.statement_key = amount.statement_key
    JOIN dim_segment AS segment USING (segment_key)
    WHERE statement.statement_code IN statement_codes AND account.account_role <> 'item'
    GROUP BY ALL
)
SELECT
    meeting.meeting_id,
    meeting.committee,
    meeting.meeting_number,
    meeting.meeting_date,
    fiscal_year.fiscal_year,
    version.budget_version,
    version.display_order AS version_order,
    result.*
FROM result
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN dim_fiscal_year AS fiscal_year USING (fiscal_year_key)
JOIN dim_budget_version AS version USING (budget_version_key);

COMMENT ON MACRO TABLE results_by_segment IS 'Totals and results that statements (a list of their codes) print for each segment: one row for each meeting, fiscal year, version and segment. A disputed amount is NULL, and named in disputed_accounts.';
