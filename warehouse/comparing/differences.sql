SELECT
    statement.statement_code,
    statement.statement_name,
    account.account_path,
    account.account_name,
    account.account_role,
    segment.segment_name,
    segment.segment_name_en,
    segment.is_total,
    one.account_key IS NOT NULL AS before_is_stated,
    other.account_key IS NOT NULL AS after_is_stated,
    coalesce(one.is_printed, false) AS before_is_printed,
    coalesce(other.is_printed, false) AS after_is_printed,
    one.amount_yen AS before_yen,
    other.amount_yen AS after_yen,
    one.unit_yen AS before_unit_yen,
    other.unit_yen AS after_unit_yen,
    one.status AS before_status,
    other.status AS after_status,
    amounts_agree(one.amount_yen, one.unit_yen, other.amount_yen, other.unit_yen) AS agree,
    coalesce(one.is_contradicted OR other.is_contradicted, one.is_contradicted, other.is_contradicted)
        AS is_contradicted
FROM side_before AS one
FULL JOIN side_after AS other USING (account_key, segment_key)
JOIN dim_account AS account USING (account_key)
JOIN dim_statement AS statement ON statement.statement_key = account.statement_key
JOIN dim_segment AS segment USING (segment_key)
WHERE one.is_printed OR other.is_printed
ORDER BY
    statement.statement_key, account.display_order, account.account_path, segment.display_order, segment.segment_name
