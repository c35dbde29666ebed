INSERT INTO fact_structural_repair
SELECT row_number() OVER (ORDER BY row_of_batch)
    + (SELECT coalesce(max(structural_repair_key), 0) FROM fact_structural_repair),
    document_key, outcome, kind, slip_number, source_lines, printed_words, meant_words,
    list_transform(figures, lambda number: number + first_figure_key),
    failing_as_printed,
    list_transform(identities_after, lambda number: number + first_identity_key),
    rivals
FROM staged_structural_repair
JOIN new_document USING (document_id)
