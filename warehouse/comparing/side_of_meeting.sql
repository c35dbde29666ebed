-- What one meeting says of one version, under the names of today.
SELECT *, false AS is_contradicted
FROM amount_printings
WHERE meeting_id = getvariable('meeting_id')
    AND fiscal_year = getvariable('fiscal_year')
    AND budget_version = getvariable('budget_version')
