SELECT
    document.file_name,
    figure.source_line,
    figure.source_column,
    figure.printed_text,
    correction.corrected_yen,
    correction.is_needed,
    correction.reason,
    correction.corrected_by,
    strftime(correction.corrected_on, '%Y-%m-%d') AS corrected_on
FROM fact_correction AS correction
JOIN dim_document AS document USING (document_key)
JOIN fact_figure AS figure ON figure.figure_key = correction.figure_key
ORDER BY document.file_name, figure.source_line, figure.source_column
