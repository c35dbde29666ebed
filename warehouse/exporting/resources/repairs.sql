-- The proof in words; line by line it is in repair_proofs.
WITH proof AS (
    SELECT
        repair.repair_key,
        string_agg(
            identity.identity_name || ' at ' || identity.place, '; ' ORDER BY identity.identity_check_key
        ) FILTER (list_contains(repair.identities_before, identity.identity_check_key)) AS failed_as_printed,
        string_agg(
            identity.identity_name || ' at ' || identity.place, '; ' ORDER BY identity.identity_check_key
        ) FILTER (list_contains(repair.identities_after, identity.identity_check_key)) AS holds_after_repair
    FROM fact_repair AS repair
    JOIN fact_identity_check AS identity ON identity.document_key = repair.document_key
        AND list_contains(
            list_concat(repair.identities_before, repair.identities_after), identity.identity_check_key
        )
    GROUP BY repair.repair_key
)
SELECT
    meeting.meeting_id, document.file_name, figure.source_line, figure.source_column, statement.statement_code,
    account.account_path, segment.segment_name, figure.fiscal_year_key AS fiscal_year, version.budget_version,
    figure.measure, figure.label, repair.printed_text, repair.printed_yen, repair.settled_yen, repair.kind,
    repair.slip_number, repair.cost, repair.is_only_explanation, repair.dispute_number,
    proof.failed_as_printed, proof.holds_after_repair
FROM fact_repair AS repair
JOIN fact_figure AS figure USING (figure_key)
JOIN dim_document AS document ON document.document_key = repair.document_key
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN dim_budget_version AS version USING (budget_version_key)
LEFT JOIN dim_statement AS statement ON statement.statement_key = figure.statement_key
LEFT JOIN dim_account AS account ON account.account_key = figure.account_key
LEFT JOIN dim_segment AS segment ON segment.segment_key = figure.segment_key
LEFT JOIN proof USING (repair_key)
ORDER BY
    meeting.meeting_date NULLS LAST, meeting.meeting_id, figure.source_line, figure.source_column, repair.slip_number
