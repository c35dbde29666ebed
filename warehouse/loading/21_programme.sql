INSERT INTO dim_programme
SELECT row_number() OVER (ORDER BY document_key, programme_number, title)
        + (SELECT coalesce(max(programme_key), 0) FROM dim_programme),
    document_key, programme_number, title, contents_page
FROM staged_programme
JOIN new_document USING (document_id)
