-- The versions of each year and agency, each with the meeting that most of its amounts are from.
SELECT agency_key, fiscal_year, budget_version, meeting_id, id, meeting_date
FROM version_amount
WHERE account_role <> 'item'
GROUP BY fiscal_year, agency_key, budget_version, version_order, is_named, meeting_id, id, meeting_date
QUALIFY row_number() OVER (
    PARTITION BY fiscal_year, agency_key, budget_version ORDER BY count(*) DESC, meeting_date NULLS LAST, meeting_id
) = 1
ORDER BY agency_key, fiscal_year, version_order, is_named DESC
