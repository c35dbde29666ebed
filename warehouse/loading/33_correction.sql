INSERT INTO fact_correction
SELECT row_number() OVER (ORDER BY document_key, figure_id)
        + (SELECT coalesce(max(correction_key), 0) FROM fact_correction),
    document_key, figure_id + first_figure_key, corrected_yen, is_needed, reason, corrected_by, corrected_on
FROM staged_correction
JOIN new_document USING (document_id)
