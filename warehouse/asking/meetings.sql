SELECT
    meeting.meeting_id,
    meeting.agency,
    meeting.committee,
    meeting.meeting_number,
    CAST(meeting.meeting_date AS VARCHAR) AS meeting_date,
    document.file_name,
    list_sort(list(DISTINCT figure.fiscal_year_key)) AS fiscal_years,
    count(*) FILTER (WHERE figure.status = 'proven') AS proven,
    count(*) FILTER (WHERE figure.status = 'repaired') AS repaired,
    count(*) FILTER (WHERE figure.status = 'unchecked') AS unchecked,
    count(*) FILTER (WHERE figure.status = 'disputed') AS disputed
FROM dim_document AS document
JOIN dim_meeting AS meeting USING (meeting_key)
LEFT JOIN fact_figure AS figure USING (document_key)
WHERE document.is_current
GROUP BY ALL
ORDER BY meeting_date DESC NULLS LAST, file_name;
