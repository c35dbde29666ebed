-- title: Amending clauses and the comparison of new and old text agree
-- blocking: no
SELECT
    concat(document_key, ', change ', rule_change_key, coalesce(', line ' || source_line, '')) AS place,
    expectation AS value,
    holds
FROM fact_rule_check
WHERE holds IS NOT NULL
