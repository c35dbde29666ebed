INSERT INTO dim_statement
SELECT row_number() OVER (ORDER BY row_of_batch) + coalesce((SELECT max(statement_key) FROM dim_statement), 0),
    statement_code, statement_name, statement_name_en
FROM staged_reference_statement AS staged
WHERE statement_code NOT IN (SELECT statement_code FROM dim_statement)
