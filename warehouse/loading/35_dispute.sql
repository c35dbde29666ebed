INSERT INTO fact_dispute
SELECT row_number() OVER (ORDER BY row_of_batch) + (SELECT coalesce(max(dispute_key), 0) FROM fact_dispute),
    document_key, dispute_number, reason,
    list_transform(figures, lambda number: number + first_figure_key),
    list_transform(identities, lambda number: number + first_identity_key)
FROM staged_dispute
JOIN new_document USING (document_id)
