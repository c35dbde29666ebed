SELECT
    identity.document_key,
    identity.identity_check_key,
    identity.identity_name,
    identity.identity_family,
    identity.place,
    list_transform(identity.terms, lambda term: term.figure_key) AS figure_keys,
    list_transform(identity.terms, lambda term: term.weight) AS weights,
    identity.left_yen,
    identity.right_yen,
    identity.residual_printed_yen,
    identity.residual_yen,
    identity.tolerance_yen,
    identity.holds_as_printed,
    identity.holds_after_repair
FROM fact_identity_check AS identity
JOIN batch USING (document_key)
ORDER BY identity.document_key, identity.identity_check_key
