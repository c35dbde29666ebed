-- Adds to version_amount where the text prints an amount: its first figure of that value, by line, then by cell. NULL
-- where the text leaves the amount out. Account and segment may be printed under a name that they had before.
CREATE OR REPLACE TEMP TABLE version_amount AS
WITH printing AS (
    SELECT
        document_key,
        statement_code,
        account_path,
        segment_key,
        fiscal_year_key AS fiscal_year,
        budget_version_key,
        unit_yen,
        amount_yen,
        min({'line': source_line, 'cell': source_column}) AS place
    FROM fact_figure
    JOIN dim_account USING (account_key)
    JOIN dim_statement ON dim_statement.statement_key = dim_account.statement_key
    WHERE measure = 'amount' AND document_key IN (SELECT document_key FROM version_amount)
    GROUP BY ALL
),
placed AS (
    SELECT
        version.document_key,
        version.account_key,
        version.segment_key,
        version.fiscal_year,
        version.budget_version_key,
        min({
            'is_earlier_name': printing.segment_key <> version.segment_key,
            'line': printing.place.line,
            'cell': printing.place.cell
        }) AS place
    FROM version_amount AS version
    JOIN printing
        ON printing.document_key = version.document_key
        AND printing.statement_code = version.statement_code
        AND printing.account_path = version.printed_account_path
        AND printing.fiscal_year = version.fiscal_year
        AND printing.budget_version_key = version.budget_version_key
        AND printing.unit_yen = version.unit_yen
        AND printing.amount_yen IS NOT DISTINCT FROM version.amount_yen
    JOIN current_segments AS segment ON segment.segment_key = printing.segment_key
    WHERE version.is_printed AND version.segment_key IN (printing.segment_key, segment.current_segment_key)
    GROUP BY ALL
)
SELECT version.*, placed.place.line AS source_line, placed.place.cell AS source_column
FROM version_amount AS version
LEFT JOIN placed USING (document_key, account_key, segment_key, fiscal_year, budget_version_key)
