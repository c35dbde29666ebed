-- The documents by agency and the year of their meeting, each with what all that is told of it depends on: how it was
-- loaded and corrected, and by which names its accounts and segments are shown.
WITH used AS (
    SELECT DISTINCT document_key, account_key, segment_key FROM fact_figure
    UNION
    SELECT DISTINCT document_key, account_key, segment_key FROM fact_amount
),
shown AS (
    SELECT
        used.document_key,
        bit_xor(hash(
            account.account_key, account.account_path, account.account_name, account.account_name_en,
            account.account_role, account.display_order, segment.segment_key, segment.segment_name,
            segment.segment_name_en, segment.display_order
        )) AS hashed
    FROM used
    LEFT JOIN dim_account AS account USING (account_key)
    LEFT JOIN dim_segment AS segment USING (segment_key)
    GROUP BY used.document_key
),
corrected AS (
    SELECT document_key, bit_xor(hash(correction)) AS hashed
    FROM fact_correction AS correction
    GROUP BY document_key
)
SELECT
    agency.agency,
    agency.lone_meeting_id,
    coalesce(CAST(year(meeting.meeting_date) AS VARCHAR), 'undated') AS year,
    list(document.document_key ORDER BY document.document_key) AS document_keys,
    list(DISTINCT meeting.meeting_id ORDER BY meeting.meeting_id) AS meeting_ids,
    list(hash(document, meeting, shown.hashed, corrected.hashed)::VARCHAR ORDER BY document.document_key) AS prints
FROM dim_document AS document
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN meeting_agencies AS agency USING (meeting_key)
LEFT JOIN shown USING (document_key)
LEFT JOIN corrected USING (document_key)
GROUP BY ALL
ORDER BY agency.agency NULLS LAST, agency.lone_meeting_id, year
