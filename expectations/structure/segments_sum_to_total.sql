-- title: Where the segments were found to sum to the total, the settled amounts of these segments do
-- Derived anew from the keys of fact_amount: what the run says of its own terms is not asked.
WITH claimed AS (
    SELECT DISTINCT
        total.document_key, total.statement_key, total.account_key, total.fiscal_year_key, total.budget_version_key
    FROM (SELECT identity_name, unnest(terms) AS term FROM fact_identity_check) AS checked
    JOIN fact_figure AS total ON total.figure_key = checked.term.figure_key
    JOIN dim_segment AS segment USING (segment_key)
    WHERE checked.identity_name = 'segment_total' AND segment.is_total AND total.measure = 'amount'
),
summed AS (
    SELECT
        amount.document_key,
        amount.account_key,
        amount.fiscal_year_key,
        amount.budget_version_key,
        sum(if(segment.is_total, -amount.amount_yen, amount.amount_yen)) AS surplus_yen,
        -- A figure in 百万円 stands for an interval; finer ones must agree to the yen.
        coalesce(sum(amount.unit_yen // 2) FILTER (amount.unit_yen >= 1000000), 0) AS tolerance_yen,
        count(*) FILTER (NOT segment.is_total) AS segments,
        bool_or(amount.status = 'disputed') AS is_disputed
    FROM fact_amount AS amount
    JOIN claimed USING (document_key, statement_key, account_key, fiscal_year_key, budget_version_key)
    JOIN dim_segment AS segment USING (segment_key)
    GROUP BY ALL
)
SELECT
    concat(document.file_name, ', ', account.account_path, ', ', summed.fiscal_year_key, ', ', version.budget_version)
        AS place,
    concat(summed.segments, ' segments exceed the total by ', summed.surplus_yen, ' yen') AS value,
    abs(summed.surplus_yen) <= summed.tolerance_yen AS holds
FROM summed
LEFT JOIN dim_document AS document USING (document_key)
LEFT JOIN dim_account AS account USING (account_key)
LEFT JOIN dim_budget_version AS version USING (budget_version_key)
WHERE NOT summed.is_disputed
