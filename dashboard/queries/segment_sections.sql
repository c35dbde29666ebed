-- Where the plans speak of a segment, with the words that show it.
SELECT
    agency.agency_key,
    link.segment_name,
    link.programme_title,
    link.section_title,
    link.words,
    link.source_line,
    substr(document.content_sha256, 1, 16) AS id
FROM programme_segments AS link
JOIN dim_document AS document ON document.file_name = link.file_name AND document.is_current
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN meeting_agencies AS agency USING (meeting_key)
JOIN batch_agency USING (agency_key)
WHERE link.source_line IS NOT NULL
ORDER BY link.segment_name, meeting.meeting_date DESC NULLS LAST, id, link.source_line, link.section_title
