-- Which amounts are leaves, what no other amount is made of: no account that sums others, and no segment that does; and
-- where each is printed. `amounts` names what to read: rows of fact_amount, whole years of meetings, of a table or a WITH
-- query. Nothing here reaches from one meeting or year into another one.
CREATE OR REPLACE MACRO marked_amounts_in(amounts) AS TABLE
WITH account AS (
    SELECT * FROM dim_account WHERE account_key IN (SELECT account_key FROM query_table(amounts))
),
heading AS (
    -- An item that some text breaks down: 事業費 over 事業費/人件費.
    SELECT heading.account_key, part.account_key AS part_key
    FROM account AS heading
    JOIN account AS part
        ON part.statement_key = heading.statement_key
        AND starts_with(part.account_path, heading.account_path || '/')
    WHERE heading.account_role = 'item' AND part.account_role <> 'memo'
),
broken_down AS (
    SELECT DISTINCT heading.account_key, part.meeting_key, part.segment_key, part.fiscal_year_key, part.budget_version_key
    FROM heading
    JOIN query_table(amounts) AS part ON part.account_key = heading.part_key
),
item AS (
    -- Under no heading it is part of no total: a result that the reference data does not know.
    SELECT account_key, split_part(account_path, '/', 1) AS section
    FROM account
    WHERE account_role = 'item' AND contains(account_path, '/')
),
divided AS (
    SELECT DISTINCT
        amount.meeting_key, amount.statement_key, item.section, amount.fiscal_year_key, amount.budget_version_key
    FROM query_table(amounts) AS amount
    JOIN item USING (account_key)
    JOIN dim_segment AS segment USING (segment_key)
    LEFT JOIN broken_down USING (account_key, meeting_key, segment_key, fiscal_year_key, budget_version_key)
    WHERE NOT segment.is_total AND broken_down.meeting_key IS NULL
),
printing AS (
    -- The first one in the finest unit: what the amount was taken from.
    SELECT
        document_key, statement_key, account_key, segment_key, fiscal_year_key, budget_version_key,
        arg_min({line: source_line, cell: source_column}, (unit_yen, source_line, source_column)) AS place
    FROM fact_figure
    WHERE measure = 'amount' AND statement_key IS NOT NULL
        AND document_key IN (SELECT document_key FROM query_table(amounts))
    GROUP BY ALL
)
SELECT
    amount.*,
    item.section,
    segment.is_total,
    -- 合計 only where the text does not divide the section by segment.
    item.account_key IS NOT NULL AND broken_down.meeting_key IS NULL AND NOT (
        segment.is_total AND divided.meeting_key IS NOT NULL
    ) AS is_leaf,
    printing.place.line AS source_line,
    printing.place.cell AS source_column
FROM query_table(amounts) AS amount
JOIN dim_segment AS segment USING (segment_key)
LEFT JOIN item ON item.account_key = amount.account_key
LEFT JOIN broken_down
    ON broken_down.account_key = amount.account_key
    AND broken_down.meeting_key = amount.meeting_key
    AND broken_down.segment_key = amount.segment_key
    AND broken_down.fiscal_year_key = amount.fiscal_year_key
    AND broken_down.budget_version_key = amount.budget_version_key
LEFT JOIN divided
    ON divided.meeting_key = amount.meeting_key
    AND divided.statement_key = amount.statement_key
    AND divided.section = item.section
    AND divided.fiscal_year_key = amount.fiscal_year_key
    AND divided.budget_version_key = amount.budget_version_key
LEFT JOIN printing
    ON printing.document_key = amount.document_key
    AND printing.statement_key = amount.statement_key
    AND printing.account_key = amount.account_key
    AND printing.segment_key = amount.segment_key
    AND printing.fiscal_year_key = amount.fiscal_year_key
    AND printing.budget_version_key = amount.budget_version_key;

COMMENT ON MACRO TABLE marked_amounts_in IS 'marked_amounts of the amounts that a table or a WITH query holds; named by its name, with the columns of fact_amount.';
