-- What disagrees comes first, then what cannot be compared; each with the documents of its two meetings, and the
-- English names of its account and segment where there are any.
WITH document AS (
    SELECT meeting.meeting_id, substr(document.content_sha256, 1, 16) AS id
    FROM dim_document AS document
    JOIN dim_meeting AS meeting USING (meeting_key)
    WHERE document.is_current
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY outcome ORDER BY place) AS rank
    FROM adoption
),
differing AS (
    -- Of both: where much disagrees, what cannot be compared is told too.
    SELECT * EXCLUDE (rank)
    FROM ranked
    ORDER BY rank, outcome
    LIMIT 200
)
SELECT
    differing.* EXCLUDE (place, holds, is_disputed),
    account.account_name_en,
    segment.segment_name_en,
    earlier.id AS earlier_id,
    later.id AS later_id
FROM differing
LEFT JOIN dim_statement AS statement USING (statement_code)
LEFT JOIN dim_account AS account
    ON account.statement_key = statement.statement_key AND account.account_path = differing.account_path
LEFT JOIN dim_segment AS segment ON segment.segment_name = differing.segment_name
LEFT JOIN document AS earlier ON earlier.meeting_id = differing.earlier_meeting_id
LEFT JOIN document AS later ON later.meeting_id = differing.later_meeting_id
ORDER BY differing.outcome, differing.place
