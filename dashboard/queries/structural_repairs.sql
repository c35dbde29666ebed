SELECT
    structural.document_key,
    structural.outcome,
    structural.kind,
    structural.slip_number,
    structural.source_lines,
    structural.printed_words,
    structural.meant_words,
    structural.figure_keys,
    structural.failing_as_printed,
    structural.identities_after,
    structural.rivals
FROM fact_structural_repair AS structural
JOIN batch USING (document_key)
ORDER BY structural.document_key, structural.outcome DESC, structural.slip_number, structural.structural_repair_key
