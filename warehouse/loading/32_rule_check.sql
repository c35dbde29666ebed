INSERT INTO fact_rule_check
SELECT row_number() OVER (ORDER BY rule_change_key, clause_number, expectation)
        + (SELECT coalesce(max(rule_check_key), 0) FROM fact_rule_check),
    document_key, rule_change_key, rule_clause_key, expectation, holds, source_line
FROM staged_rule_check
JOIN new_document USING (document_id)
JOIN dim_rule_change USING (document_key, rule_change_number)
LEFT JOIN fact_rule_clause USING (document_key, rule_change_key, clause_number)
