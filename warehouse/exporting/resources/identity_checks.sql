-- Numbered within the document, as the keys depend on what was loaded before.
SELECT
    meeting.meeting_id, document.file_name,
    row_number() OVER (
        PARTITION BY identity.document_key ORDER BY identity.identity_check_key
    )::INTEGER AS check_number,
    identity.identity_name, identity.identity_family, identity.place, identity.left_yen, identity.right_yen,
    identity.residual_printed_yen, identity.residual_yen, identity.tolerance_yen, identity.lowest_residual_yen,
    identity.highest_residual_yen, identity.holds_as_printed, identity.holds_after_repair, identity.held_count,
    identity.tried_count, identity.chance_count
FROM fact_identity_check AS identity
JOIN dim_document AS document USING (document_key)
JOIN dim_meeting AS meeting USING (meeting_key)
ORDER BY meeting.meeting_date NULLS LAST, meeting.meeting_id, check_number
