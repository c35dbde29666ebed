-- The documents of this batch whose figures count, with the keys they just got, and the keys that their first figure and
-- their first identity get.
CREATE OR REPLACE TEMP TABLE new_document AS
WITH document AS (
    SELECT content_sha256 AS document_id, max(document_key) AS document_key, max(meeting_key) AS meeting_key
    FROM dim_document
    WHERE is_current AND content_sha256 IN (SELECT document_id FROM staged_document WHERE is_current)
    GROUP BY content_sha256
)
SELECT
    document_id,
    document_key,
    meeting_key,
    (SELECT coalesce(max(figure_key), 0) FROM fact_figure)
        + (sum(figure_count) OVER in_order - figure_count)::BIGINT + 1 AS first_figure_key,
    (SELECT coalesce(max(identity_check_key), 0) FROM fact_identity_check)
        + (sum(identity_count) OVER in_order - identity_count)::BIGINT + 1 AS first_identity_key
FROM document
JOIN staged_document USING (document_id)
WINDOW in_order AS (ORDER BY document_key)
