INSERT INTO fact_commitment
SELECT row_number() OVER (ORDER BY row_of_batch) + (SELECT coalesce(max(commitment_key), 0) FROM fact_commitment),
    document_key, figure_id + first_figure_key, fiscal_year_key, budget_version_key, listing, commitment_name,
    limit_yen, status, budget_year, first_bearing_year, last_bearing_year, is_marked_amended, source_line, segment_key,
    segment_evidence, segment_words
FROM staged_commitment
JOIN new_document USING (document_id)
JOIN dim_fiscal_year USING (fiscal_year)
JOIN dim_budget_version USING (budget_version)
LEFT JOIN dim_segment USING (segment_name)
