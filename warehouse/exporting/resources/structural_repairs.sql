-- The tables that a slip touches, and its proof in words.
WITH slip AS (
    SELECT structural_repair_key, document_key, unnest(figure_keys) AS figure_key
    FROM fact_structural_repair
),
touched AS (
    SELECT
        slip.structural_repair_key,
        string_agg(DISTINCT statement.statement_code, ', ' ORDER BY statement.statement_code) AS statement_codes,
        string_agg(DISTINCT figure.table_number, ', ' ORDER BY figure.table_number) AS table_numbers
    FROM slip
    JOIN fact_figure AS figure USING (figure_key)
    LEFT JOIN dim_statement AS statement ON statement.statement_key = figure.statement_key
    GROUP BY slip.structural_repair_key
),
proof AS (
    SELECT
        structural.structural_repair_key,
        string_agg(
            identity.identity_name || ' at ' || identity.place, '; ' ORDER BY identity.identity_check_key
        ) AS holds_after_repair
    FROM fact_structural_repair AS structural
    JOIN fact_identity_check AS identity ON identity.document_key = structural.document_key
        AND list_contains(structural.identities_after, identity.identity_check_key)
    GROUP BY structural.structural_repair_key
)
SELECT
    meeting.meeting_id, document.file_name, structural.outcome, structural.kind, structural.slip_number,
    touched.statement_codes, touched.table_numbers,
    list_min(structural.source_lines) AS first_source_line, list_max(structural.source_lines) AS last_source_line,
    array_to_string(structural.source_lines, ', ') AS source_lines,
    structural.printed_words, structural.meant_words, len(structural.figure_keys)::INTEGER AS figure_count,
    array_to_string(structural.failing_as_printed, '; ') AS failing_as_printed, proof.holds_after_repair,
    array_to_string(structural.rivals, '; ') AS rivals
FROM fact_structural_repair AS structural
JOIN dim_document AS document USING (document_key)
JOIN dim_meeting AS meeting USING (meeting_key)
LEFT JOIN touched USING (structural_repair_key)
LEFT JOIN proof USING (structural_repair_key)
ORDER BY
    meeting.meeting_date NULLS LAST, meeting.meeting_id, structural.outcome, structural.slip_number, structural.kind,
    first_source_line, structural.meant_words
