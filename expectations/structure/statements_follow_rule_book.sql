-- title: Where a rule of the rule book was found to hold, it holds between the settled amounts of its accounts
-- Derived anew from accounts, segment, year and version. The accounts and weights are those of identities.yaml.
WITH rule_term AS (
    SELECT rule_term.*, statement.statement_key, account.account_key
    FROM ({rule_book_terms}) AS rule_term
    JOIN dim_statement AS statement USING (statement_code)
    LEFT JOIN dim_account AS account
        ON account.statement_key = statement.statement_key AND account.account_path = rule_term.account_path
),
claimed AS (
    SELECT DISTINCT
        checked.document_key, checked.identity_name, figure.segment_key, figure.fiscal_year_key,
        figure.budget_version_key
    FROM (SELECT document_key, identity_name, unnest(terms).figure_key AS figure_key FROM fact_identity_check) AS checked
    JOIN fact_figure AS figure USING (figure_key)
    JOIN rule_term
        ON rule_term.identity_name = checked.identity_name AND rule_term.account_key = figure.account_key
        AND rule_term.is_first
    WHERE figure.measure = 'amount'
),
summed AS (
    SELECT
        claimed.*,
        sum(rule_term.weight * coalesce(amount.amount_yen, 0)) AS residual_yen,
        bool_or(amount.amount_yen IS NULL AND NOT rule_term.is_optional) AS lacks_an_account,
        coalesce(bool_or(amount.status = 'disputed' OR amount.unit_yen >= 1000000), false) AS is_open
    FROM claimed
    JOIN rule_term USING (identity_name)
    LEFT JOIN fact_amount AS amount USING (document_key, account_key, segment_key, fiscal_year_key, budget_version_key)
    GROUP BY ALL
)
SELECT
    concat_ws(', ', document.file_name, summed.identity_name, segment.segment_name, summed.fiscal_year_key,
        version.budget_version) AS place,
    if(summed.lacks_an_account, 'an account has no amount there', concat('off by ', summed.residual_yen, ' yen')) AS value,
    NOT summed.lacks_an_account AND summed.residual_yen = 0 AS holds
FROM summed
JOIN dim_document AS document ON document.document_key = summed.document_key AND document.is_current
LEFT JOIN dim_segment AS segment ON segment.segment_key = summed.segment_key
LEFT JOIN dim_budget_version AS version ON version.budget_version_key = summed.budget_version_key
WHERE NOT summed.is_open
