-- The printed figures that fit; a parameter that is NULL asks for nothing. What is named exactly comes first.
SELECT
    meeting.meeting_id,
    meeting.meeting_date,
    substr(document.content_sha256, 1, 16) AS document_id,
    document.file_name,
    figure.source_line,
    figure.source_column,
    statement.statement_code,
    account.account_path,
    account.account_name_en,
    figure.label,
    segment.segment_name,
    segment.segment_name_en,
    figure.fiscal_year_key AS fiscal_year,
    version.budget_version,
    figure.measure,
    figure.amount_yen,
    figure.unit_yen,
    figure.printed_text,
    figure.status,
    figure.assumption,
    count(*) OVER () AS found
FROM fact_figure AS figure
JOIN dim_document AS document USING (document_key)
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN dim_budget_version AS version USING (budget_version_key)
LEFT JOIN dim_statement AS statement ON statement.statement_key = figure.statement_key
LEFT JOIN dim_account AS account ON account.account_key = figure.account_key
LEFT JOIN dim_segment AS segment ON segment.segment_key = figure.segment_key
WHERE document.is_current
    AND ($account IS NULL
        OR contains(coalesce(account.account_path, figure.label), $account)
        OR contains(lower(coalesce(account.account_name_en, '')), lower($account)))
    AND ($segment IS NULL
        OR contains(coalesce(segment.segment_name, ''), $segment)
        OR contains(lower(coalesce(segment.segment_name_en, '')), lower($segment)))
    AND ($statement IS NULL OR $statement IN (statement.statement_code, statement.statement_name))
    AND ($fiscal_year IS NULL OR figure.fiscal_year_key = $fiscal_year)
    AND ($budget_version IS NULL OR version.budget_version = $budget_version)
    AND ($meeting IS NULL OR $meeting IN (meeting.meeting_id, document.file_name, CAST(meeting.meeting_date AS VARCHAR)))
    AND ($status IS NULL OR figure.status = $status)
ORDER BY
    coalesce(lower($account) IN (account.account_name, account.account_path, lower(account.account_name_en), figure.label), false) DESC,
    coalesce(lower($segment) IN (segment.segment_name, lower(segment.segment_name_en)), false) DESC,
    meeting.meeting_date DESC,
    document.file_name,
    figure.source_line,
    figure.source_column
LIMIT $limit;
