INSERT INTO fact_rule_clause
SELECT row_number() OVER (ORDER BY rule_change_key, clause_number)
        + (SELECT coalesce(max(rule_clause_key), 0) FROM fact_rule_clause),
    document_key, rule_change_key, clause_number, article_number, paragraph_number, item_number, last_item_number,
    is_heading, action, old_text, new_text, moved_to, printed_text, clause.first_line, clause.last_line
FROM staged_rule_clause AS clause
JOIN new_document USING (document_id)
JOIN dim_rule_change USING (document_key, rule_change_number)
