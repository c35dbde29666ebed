-- The figures of the statement tables of one document, as they stand in the text, with what was made of them.
WITH chosen AS (
    -- The last meeting whose text has such tables, where none is named.
    SELECT document.document_key, document.file_name, meeting.*
    FROM dim_document AS document
    JOIN dim_meeting AS meeting USING (meeting_key)
    WHERE document.is_current
        AND ($meeting IS NULL
            OR $meeting IN (meeting.meeting_id, document.file_name, CAST(meeting.meeting_date AS VARCHAR)))
        AND EXISTS (
            FROM fact_figure AS figure
            WHERE figure.document_key = document.document_key AND figure.account_key IS NOT NULL
        )
    ORDER BY meeting.meeting_date DESC NULLS LAST, meeting.meeting_id
    LIMIT 1
)
SELECT
    chosen.meeting_id,
    CAST(chosen.meeting_date AS VARCHAR) AS meeting_date,
    chosen.file_name,
    figure.table_number,
    statement.statement_name,
    section.title AS section_title,
    figure.source_line,
    figure.source_column,
    account.account_path,
    figure.label,
    account.account_role,
    segment.segment_name,
    fiscal_year.fiscal_year_name,
    version.budget_version_name,
    figure.measure,
    figure.amount_yen,
    figure.unit_yen,
    figure.printed_text,
    figure.status,
    figure.assumption,
    repair.kind AS repair_kind
FROM chosen
JOIN fact_figure AS figure USING (document_key)
JOIN dim_statement AS statement ON statement.statement_key = figure.statement_key
JOIN dim_account AS account ON account.account_key = figure.account_key
JOIN dim_segment AS segment ON segment.segment_key = figure.segment_key
JOIN dim_fiscal_year AS fiscal_year USING (fiscal_year_key)
JOIN dim_budget_version AS version USING (budget_version_key)
LEFT JOIN fact_repair AS repair ON repair.document_key = figure.document_key AND repair.figure_key = figure.figure_key
LEFT JOIN fact_passage AS passage
    ON passage.document_key = figure.document_key AND passage.source_line = figure.source_line
LEFT JOIN dim_section AS section USING (section_key)
WHERE figure.table_number IS NOT NULL
ORDER BY figure.table_number, figure.source_line, figure.source_column;
