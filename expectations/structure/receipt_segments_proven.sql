-- title: The advance receipts of a segment are the figure that proves them to be its own
SELECT
    concat(any_value(document.file_name), ', line ', min(receipt.source_line)) AS place,
    sum(receipt.amount_yen)::VARCHAR AS value,
    any_value(proof.amount_yen) = sum(receipt.amount_yen)
    AND bool_and(proof.segment_key = receipt.segment_key AND proof.document_key = receipt.document_key) AS holds
FROM fact_advance_receipt AS receipt
LEFT JOIN fact_figure AS proof ON proof.figure_key = receipt.segment_figure_key
LEFT JOIN dim_document AS document ON document.document_key = receipt.document_key
WHERE receipt.segment_evidence = 'figure' AND receipt.measure = 'cumulative'
GROUP BY receipt.document_key, receipt.segment_figure_key, receipt.is_total
