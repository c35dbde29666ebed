INSERT INTO fact_repair
SELECT row_number() OVER (ORDER BY row_of_batch) + (SELECT coalesce(max(repair_key), 0) FROM fact_repair),
    document_key, figure_id + first_figure_key, printed_text, printed_yen, settled_yen, kind, slip_number, cost,
    is_only_explanation, dispute_number,
    list_transform(identities_before, lambda number: number + first_identity_key),
    list_transform(identities_after, lambda number: number + first_identity_key)
FROM staged_repair
JOIN new_document USING (document_id)
