-- What a reader may look for beside accounts and segments: programmes, headings, commitments and footnotes, each where
-- the newest text has it.
WITH document AS (
    SELECT
        document.document_key, document.file_name, substr(document.content_sha256, 1, 16) AS id, meeting.meeting_date,
        meeting.meeting_id
    FROM dim_document AS document
    JOIN dim_meeting AS meeting USING (meeting_key)
    WHERE document.is_current
),
told AS (
    SELECT 'programme' AS kind, programme.title AS name, NULL AS words, document.id, programme.first_line AS line, meeting_date, meeting_id
    FROM programmes AS programme
    JOIN document USING (file_name)
    UNION ALL
    SELECT 'heading', section.title, NULL, document.id, section.first_line, meeting_date, meeting_id
    FROM dim_section AS section
    JOIN document USING (document_key)
    UNION ALL
    SELECT 'commitment', commitment_name, NULL, document.id, source_line, document.meeting_date, meeting_id
    FROM commitments
    JOIN document USING (file_name)
    UNION ALL
    SELECT 'footnote', coalesce(term, mark), definition, document.id, first_line, meeting_date, meeting_id
    FROM glossary
    JOIN document USING (file_name)
)
SELECT kind, name, words, id, line
FROM told
WHERE name IS NOT NULL AND line IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY kind, name ORDER BY meeting_date DESC NULLS LAST, meeting_id, line) = 1
ORDER BY kind, name
