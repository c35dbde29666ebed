-- title: A section is linked to a segment by words that stand in one of its lines and name that segment
-- Documents that were read before the words were kept (written_lines NULL) are not judged.
WITH name AS (
    SELECT
        segment_key,
        segment_name,
        regexp_replace(segment_name, '事業|事務|業務|等|運営|[ぁ-んー・\s]', '', 'g') AS core
    FROM dim_segment
    WHERE is_reference AND NOT is_total
),
link AS (
    SELECT
        bridge.*,
        section.document_key,
        section.first_line,
        section.last_line,
        regexp_replace(bridge.words, '事業|事務|業務|等|運営|[ぁ-んー・\s　⁰¹²³⁴-⁹※]', '', 'g') AS core,
        regexp_replace(bridge.words, '[\s　]', '', 'g') AS plain
    FROM bridge_section_segment AS bridge
    JOIN dim_section AS section USING (section_key)
),
closest AS (
    SELECT link.section_key, link.segment_key, min(levenshtein(link.core, name.core)) AS distance
    FROM link
    CROSS JOIN name
    GROUP BY ALL
)
SELECT
    concat(document.file_name, ', line ', coalesce(link.source_line, link.first_line)) AS place,
    concat(segment.segment_name, ' by ', coalesce(link.words, 'no words')) AS value,
    coalesce(
        link.source_line BETWEEN link.first_line AND link.last_line
        AND (link.evidence <> 'title' OR link.source_line = link.first_line)
        AND coalesce(
            contains(regexp_replace(passage.text, '[\s　]', '', 'g'), link.plain),
            list_contains(document.written_lines, link.source_line)
        )
        AND left(link.core, 4) = left(name.core, 4)
        AND levenshtein(link.core, name.core) = closest.distance,
        false
    ) AS holds
FROM link
JOIN dim_document AS document USING (document_key)
JOIN dim_segment AS segment USING (segment_key)
LEFT JOIN name USING (segment_key)
LEFT JOIN closest USING (section_key, segment_key)
LEFT JOIN fact_passage AS passage
    ON passage.document_key = link.document_key AND passage.source_line = link.source_line
WHERE document.written_lines IS NOT NULL
