INSERT INTO dim_part
SELECT row_number() OVER (ORDER BY document_key, part_number) + (SELECT coalesce(max(part_key), 0) FROM dim_part),
    document_key, part_number, part_kind, title, agenda_item_number, agenda_evidence, first_line, last_line
FROM staged_part
JOIN new_document USING (document_id)
