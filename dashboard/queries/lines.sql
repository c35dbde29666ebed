SELECT passage.document_key, passage.source_line, passage.source_page, passage.text
FROM fact_passage AS passage
JOIN batch USING (document_key)
ORDER BY passage.document_key, passage.source_line
