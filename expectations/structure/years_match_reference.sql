-- title: Accounts and segments are seen in the years that the reference data gives them
-- blocking: no
-- Either the text or the reference data is wrong, and a person must say which.
SELECT
    concat(statement_code, ', ', account_path) AS place,
    concat('seen ', first_seen, ' to ', last_seen) AS value,
    NOT is_contradicted AS holds
FROM account_years
WHERE first_seen IS NOT NULL AND (first_fiscal_year IS NOT NULL OR last_fiscal_year IS NOT NULL)
UNION ALL
SELECT segment_name, concat('seen ', first_seen, ' to ', last_seen), NOT is_contradicted
FROM segment_years
WHERE first_seen IS NOT NULL AND (first_fiscal_year IS NOT NULL OR last_fiscal_year IS NOT NULL)
