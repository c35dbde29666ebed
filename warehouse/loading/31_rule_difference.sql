INSERT INTO fact_rule_difference
SELECT row_number() OVER (ORDER BY rule_provision_key, position)
        + (SELECT coalesce(max(rule_difference_key), 0) FROM fact_rule_difference),
    document_key, rule_provision_key, position, operation, old_words, new_words
FROM staged_rule_difference
JOIN new_document USING (document_id)
JOIN dim_rule_change USING (document_key, rule_change_number)
JOIN fact_rule_provision USING (document_key, rule_change_key, provision_number)
