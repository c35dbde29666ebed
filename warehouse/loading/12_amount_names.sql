-- Two accounts that texts brought one by one under one English name may meet in a later text: there a name that stands
-- for two is none. This agency's accounts keep theirs.
UPDATE dim_account
SET account_name_en = NULL
WHERE chart_code IS NOT NULL AND account_key IN (
    SELECT account_key
    FROM (SELECT DISTINCT document_key, account_key FROM fact_amount JOIN new_document USING (document_key))
    JOIN dim_account AS account USING (account_key)
    WHERE account_name_en IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY document_key, statement_key, account_name_en ORDER BY chart_code NULLS FIRST, account_key
    ) > 1
)
