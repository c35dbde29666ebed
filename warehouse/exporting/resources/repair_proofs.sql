WITH numbered AS (
    SELECT
        identity_check_key,
        row_number() OVER (PARTITION BY document_key ORDER BY identity_check_key)::INTEGER AS check_number
    FROM fact_identity_check
),
proof AS (
    SELECT document_key, figure_key, slip_number, unnest(identities_after) AS identity_check_key, identities_before
    FROM fact_repair
)
SELECT
    meeting.meeting_id, figure.source_line, figure.source_column, proof.slip_number, numbered.check_number,
    identity.identity_name, identity.place,
    list_contains(proof.identities_before, identity.identity_check_key) AS fails_as_printed,
    identity.residual_printed_yen, identity.residual_yen, identity.tolerance_yen, identity.holds_after_repair
FROM proof
JOIN numbered USING (identity_check_key)
JOIN fact_identity_check AS identity USING (identity_check_key)
JOIN fact_figure AS figure USING (figure_key)
JOIN dim_document AS document ON document.document_key = proof.document_key
JOIN dim_meeting AS meeting USING (meeting_key)
ORDER BY
    meeting.meeting_date NULLS LAST, meeting.meeting_id, figure.source_line, figure.source_column, proof.slip_number,
    numbered.check_number
