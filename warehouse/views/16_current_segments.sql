CREATE OR REPLACE VIEW current_segments AS
WITH RECURSIVE name (segment_key, later_key) AS (
    SELECT segment_key, segment_key FROM dim_segment
    UNION
    SELECT name.segment_key, later.segment_key
    FROM name
    JOIN dim_segment AS segment ON segment.segment_key = name.later_key
    JOIN dim_segment AS later ON later.segment_name = segment.successor_name
),
last AS (
    -- Where names go round in a circle none is the last, and each stays its own.
    SELECT name.segment_key, any_value(name.later_key) FILTER (
        NOT EXISTS (FROM dim_segment AS later WHERE later.segment_name = segment.successor_name)
    ) AS last_key
    FROM name
    JOIN dim_segment AS segment ON segment.segment_key = name.later_key
    GROUP BY name.segment_key
)
SELECT
    segment.segment_key,
    coalesce(last.last_key, segment.segment_key) AS current_segment_key
FROM dim_segment AS segment
JOIN last USING (segment_key)
ORDER BY segment.segment_key;

COMMENT ON VIEW current_segments IS 'Each segment with the one that it was renamed to in the end, by the reference data; itself where it was not.';
COMMENT ON COLUMN current_segments.segment_key IS 'The segment as printed.';
COMMENT ON COLUMN current_segments.current_segment_key IS 'The segment under its last name.';
