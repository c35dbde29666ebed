-- title: Every number of a text is in a fact, a date, a heading, or the name of something
-- blocking: no
-- The share of held ones is the account's completeness; what is unexplained stands in number_account with its line.
SELECT
    concat(document_key, ', line ', source_line, ', character ', start_character) AS place,
    printed_text AS value,
    number_role <> 'unexplained' AS holds
FROM fact_number
