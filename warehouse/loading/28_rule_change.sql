INSERT INTO dim_rule_change
SELECT row_number() OVER (ORDER BY document_key, rule_change_number)
        + (SELECT coalesce(max(rule_change_key), 0) FROM dim_rule_change),
    document_key, rule_change_number, rule_name, adopted_on, adopted_by, in_force_on, first_line, last_line
FROM staged_rule_change
JOIN new_document USING (document_id)
