-- One row for each identity check, with its residual added up anew: what the suite `identities` judges.
SELECT
    audit.identity_family AS rule,
    concat(document.file_name, ', ', audit.place, ', ', audit.identity_name) AS place,
    coalesce('residual ' || format('{:,}', audit.residual_yen) || ' yen', 'an amount is missing') AS value,
    audit.holds,
    CASE WHEN NOT audit.holds AND audit.residual_yen IS NOT NULL
        THEN least(
            greatest(audit.residual_yen - audit.highest_residual_yen, audit.lowest_residual_yen - audit.residual_yen),
            9223372036854775807
        )::BIGINT
    END AS excess_yen
FROM identity_audit AS audit
LEFT JOIN dim_document AS document USING (document_key)
