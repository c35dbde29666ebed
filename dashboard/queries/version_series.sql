-- Each amount in its versions; where another meeting prints a version otherwise, what that one prints stands beside it.
CREATE OR REPLACE TEMP TABLE version_series AS
WITH told_otherwise AS (
    -- Whole years, as printings_in asks for.
    SELECT amount.*
    FROM fact_amount AS amount
    JOIN meeting_agencies USING (meeting_key)
    WHERE (agency_key, fiscal_year_key) IN (
        SELECT (agency_key, fiscal_year) FROM version_amount WHERE is_contradicted
    )
),
other AS (
    SELECT
        version.agency_key, version.account_key, version.segment_key, version.fiscal_year, version.budget_version_key,
        -- A page names two of them: of a thousand meetings all would not fit into memory.
        min_by({
            'yen': printing.amount_yen,
            'unit_yen': printing.unit_yen,
            'status': printing.status,
            'meeting': printing.meeting_id,
            'id': substr(document.content_sha256, 1, 16)
        }, concat(coalesce(printing.meeting_date, DATE '9999-12-31'), ' ', printing.meeting_id), 2) AS others,
        count(*) AS others_count
    FROM version_amount AS version
    JOIN printings_in('told_otherwise') AS printing
        USING (agency_key, account_key, segment_key, fiscal_year, budget_version_key)
    JOIN dim_document AS document ON document.document_key = printing.document_key
    WHERE version.is_contradicted
        AND printing.status <> 'disputed'
        AND NOT amounts_agree(version.amount_yen, version.unit_yen, printing.amount_yen, printing.unit_yen)
    GROUP BY ALL
)
SELECT
    version.fiscal_year,
    version.agency_key,
    version.account_key,
    version.account_role,
    version.statement_order,
    version.account_order,
    version.account_path,
    version.segment_key,
    version.segment_order,
    version.segment_name,
    segment.segment_name_en,
    segment.is_total,
    -- Sorted as a list: to aggregate in an order takes seven times as long.
    list_sort(list({
        'version_order': version.version_order,
        'is_unnamed': NOT version.is_named,
        'version': version.budget_version,
        'yen': version.amount_yen,
        'unit_yen': version.unit_yen,
        'status': version.status,
        'is_printed': version.is_printed,
        'others': coalesce(other.others, []),
        'others_count': coalesce(other.others_count, 0),
        'meeting': version.meeting_id,
        'id': version.id,
        'line': version.source_line,
        'cell': version.source_column
    })) AS amounts
FROM version_amount AS version
JOIN dim_segment AS segment ON segment.segment_key = version.segment_key
LEFT JOIN other
    ON other.agency_key = version.agency_key
    AND other.account_key = version.account_key
    AND other.segment_key = version.segment_key
    AND other.fiscal_year = version.fiscal_year
    AND other.budget_version_key = version.budget_version_key
GROUP BY ALL
