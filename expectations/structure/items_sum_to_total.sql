-- title: Where items were found to sum to their total, the settled amounts under its heading do
-- Derived anew from the paths of the accounts and the keys of fact_amount. A total whose subtotals are disputed is the
-- sum of these, and of its items nothing is known; nor is it where a subtotal is printed without them.
WITH claimed AS (
    SELECT DISTINCT
        document.meeting_key, account.account_path, statement.statement_code, segment.segment_name,
        fiscal_year.fiscal_year, version.budget_version
    FROM (SELECT identity_name, unnest(terms) AS term FROM fact_identity_check) AS checked
    JOIN fact_figure AS total ON total.figure_key = checked.term.figure_key
    JOIN dim_document AS document ON document.document_key = total.document_key AND document.is_current
    JOIN dim_account AS account ON account.account_key = total.account_key
    JOIN dim_statement AS statement ON statement.statement_key = total.statement_key
    JOIN dim_segment AS segment ON segment.segment_key = total.segment_key
    JOIN dim_fiscal_year AS fiscal_year ON fiscal_year.fiscal_year_key = total.fiscal_year_key
    JOIN dim_budget_version AS version ON version.budget_version_key = total.budget_version_key
    WHERE checked.identity_name = 'subtotal' AND checked.term.weight > 0 AND total.measure = 'amount'
        AND NOT EXISTS (
            FROM fact_figure AS part
            JOIN dim_account AS below ON below.account_key = part.account_key
            WHERE part.status = 'disputed'
                AND below.account_role <> 'item'
                AND part.document_key = total.document_key
                AND part.statement_key = total.statement_key
                AND part.segment_key = total.segment_key
                AND part.fiscal_year_key = total.fiscal_year_key
                AND part.budget_version_key = total.budget_version_key
                AND starts_with(below.account_path, left(account.account_path, -length(account.account_name)))
        )
)
SELECT
    concat_ws(', ', document.file_name, coverage.account_path, coverage.segment_name, coverage.fiscal_year,
        coverage.budget_version) AS place,
    concat(coverage.leaf_count, ' items fall short of the total by ', coverage.difference_yen, ' yen') AS value,
    coverage.is_covered AS holds
FROM leaf_coverage AS coverage
JOIN claimed USING (meeting_key, account_path, statement_code, segment_name, fiscal_year, budget_version)
JOIN dim_document AS document ON document.meeting_key = coverage.meeting_key AND document.is_current
WHERE coverage.is_covered IS NOT NULL
    AND NOT EXISTS (
        FROM leaf_coverage AS bare
        WHERE bare.leaf_count = 0
            AND bare.total_yen <> 0
            AND bare.meeting_key = coverage.meeting_key
            AND bare.statement_code = coverage.statement_code
            AND bare.segment_name = coverage.segment_name
            AND bare.fiscal_year = coverage.fiscal_year
            AND bare.budget_version = coverage.budget_version
            AND starts_with(bare.account_path, left(coverage.account_path, -length(coverage.account_name)))
    )
