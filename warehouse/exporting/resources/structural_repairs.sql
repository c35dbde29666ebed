SELECT
    meeting.meeting_id, document.file_name, structural.outcome, structural.kind, structural.slip_number,
    list_min(structural.source_lines) AS first_source_line, list_max(structural.source_lines) AS last_source_line,
    structural.printed_words, structural.meant_words, len(structural.figure_keys)::INTEGER AS figure_count,
    array_to_string(structural.failing_as_printed, '; ') AS failing_as_printed,
    array_to_string(structural.rivals, '; ') AS rivals
FROM fact_structural_repair AS structural
JOIN dim_document AS document USING (document_key)
JOIN dim_meeting AS meeting USING (meeting_key)
ORDER BY
    meeting.meeting_date NULLS LAST, meeting.meeting_id, structural.outcome, structural.slip_number, structural.kind,
    first_source_line, structural.meant_words
