-- Where a current text has figures: of one line, or of an account by its label or the end of its path.
SELECT figure.source_line, figure.source_column
FROM fact_figure AS figure
JOIN dim_document AS document USING (document_key)
LEFT JOIN dim_account AS account ON account.account_key = figure.account_key
LEFT JOIN dim_segment AS segment ON segment.segment_key = figure.segment_key
WHERE document.is_current
    AND document.file_name = $file_name
    AND ($source_line IS NULL OR figure.source_line = $source_line)
    AND ($account IS NULL
        OR $account IN (figure.label, account.account_path)
        OR replace($account, '/', '／') = figure.label
        OR ends_with(account.account_path, '/' || $account))
    AND ($segment IS NULL OR segment.segment_name = $segment)
    AND ($fiscal_year IS NULL OR figure.fiscal_year_key = $fiscal_year)
ORDER BY figure.figure_key;
