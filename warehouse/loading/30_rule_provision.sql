INSERT INTO fact_rule_provision
SELECT row_number() OVER (ORDER BY rule_change_key, provision_number)
        + (SELECT coalesce(max(rule_provision_key), 0) FROM fact_rule_provision),
    document_key, rule_change_key, provision_number, article_number, paragraph_number, item_number,
    old_article_number, old_paragraph_number, old_item_number, is_heading,
    new_text, old_text, new_underlined, old_underlined, is_abridged, provision.first_line, provision.last_line
FROM staged_rule_provision AS provision
JOIN new_document USING (document_id)
JOIN dim_rule_change USING (document_key, rule_change_number)
