-- title: What the engine said of each identity is what the stored figures say
SELECT
    concat(document.file_name, ', ', stored.identity_name, ', ', stored.place) AS place,
    concat('stored residual ', coalesce(stored.residual_yen::VARCHAR, 'none'),
        ', added up anew ', coalesce(audit.residual_yen::VARCHAR, 'none')) AS value,
    audit.identity_check_key IS NOT NULL
    AND stored.residual_yen IS NOT DISTINCT FROM audit.residual_yen
    AND stored.holds_after_repair = audit.holds AS holds
FROM fact_identity_check AS stored
LEFT JOIN identity_audit AS audit USING (identity_check_key)
LEFT JOIN dim_document AS document ON document.document_key = stored.document_key
