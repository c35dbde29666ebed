-- What is broken now, whatever runs did: of the current texts, how many there are of each kind, and the first ones.
WITH broken AS (
    SELECT
        1 AS kind_order, 'disputed figures' AS kind, concat_ws(' ', file_name || ':' || source_line, label, printed_text) AS told
    FROM fact_figure
    JOIN dim_document AS document USING (document_key)
    WHERE document.is_current AND status = 'disputed'
    UNION ALL
    SELECT 2, 'identities that fail', concat_ws(' ', file_name || ':', identity_name, place)
    FROM fact_identity_check
    JOIN dim_document AS document USING (document_key)
    WHERE document.is_current AND NOT holds_after_repair
    UNION ALL
    SELECT
        3,
        'amounts on which meetings disagree',
        concat_ws(' ', later_file_name, account_path, segment_name, fiscal_year, 'against', earlier_file_name)
    FROM adoption_checks
    WHERE outcome = 'disagrees'
)
SELECT kind, count(*) AS count, (list(told ORDER BY told))[:5] AS examples
FROM broken
GROUP BY kind_order, kind
ORDER BY kind_order;
