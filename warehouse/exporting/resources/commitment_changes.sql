SELECT
    meeting.meeting_id, document.file_name, change.source_line, change.fiscal_year_key AS fiscal_year,
    version.budget_version, change.commitment_name, change.change_kind, change.before_yen, change.after_yen,
    change.change_yen, change.unit_yen, change.status, change.reason, change.purpose, change.stated_change_yen,
    passage.text AS stated_as
FROM fact_commitment_change AS change
JOIN dim_document AS document ON document.document_key = change.document_key
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN dim_budget_version AS version ON version.budget_version_key = change.budget_version_key
LEFT JOIN fact_passage AS passage
    ON passage.document_key = change.document_key AND passage.source_line = change.source_line
ORDER BY
    meeting.meeting_date NULLS LAST, meeting.meeting_id, change.source_line, change.commitment_name, change.change_yen
