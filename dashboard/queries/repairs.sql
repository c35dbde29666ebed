SELECT
    repair.document_key,
    repair.figure_key,
    repair.kind,
    repair.printed_text,
    repair.printed_yen,
    repair.settled_yen,
    repair.is_only_explanation,
    repair.identities_before,
    repair.identities_after,
    correction.corrected_by
FROM fact_repair AS repair
JOIN batch USING (document_key)
LEFT JOIN fact_correction AS correction
    ON correction.document_key = repair.document_key
    AND correction.figure_key = repair.figure_key
    AND repair.kind = 'corrected_by_hand'
ORDER BY repair.document_key, repair.repair_key
