-- title: Every figure is printed in the cell that it names
-- A figure in prose names a place within its line. A line that is missing lines_are_passages tells.
SELECT
    concat(document.file_name, ', line ', figure.source_line, ', cell ', figure.source_column) AS place,
    concat('said to be printed: ', figure.printed_text) AS value,
    coalesce(
        contains(
            if(contains(passage.text, chr(9)), split_part(passage.text, chr(9), figure.source_column + 1), passage.text),
            figure.printed_text
        ),
        list_contains(document.written_lines, figure.source_line),
        false
    ) AS holds
FROM fact_figure AS figure
LEFT JOIN dim_document AS document ON document.document_key = figure.document_key
LEFT JOIN fact_passage AS passage
    ON passage.document_key = figure.document_key AND passage.source_line = figure.source_line
