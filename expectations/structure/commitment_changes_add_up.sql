-- title: What changes of a commitment is what stands after less what stood before
-- Where no table lists it, or one alone and it is not set anew, it is what the prose states.
SELECT
    concat(document.file_name, ', line ', change.source_line, ', ', change.commitment_name) AS place,
    concat_ws(' ', change.before_yen, change.change_yen, change.after_yen) AS value,
    change.change_yen IS NOT DISTINCT FROM if(
        change.before_yen IS NULL
            AND (change.after_yen IS NULL OR coalesce(change.change_kind, '') NOT IN ('追加', '新規')),
        change.stated_change_yen,
        coalesce(change.after_yen, 0) - coalesce(change.before_yen, 0)
    ) AS holds
FROM fact_commitment_change AS change
LEFT JOIN dim_document AS document USING (document_key)
