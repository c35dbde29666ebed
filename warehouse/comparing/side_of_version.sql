-- One version as all meetings of an agency together state it: the same choice among them as in the view revisions.
SELECT *
FROM version_amounts_as_of(DATE 'infinity')
WHERE agency IS NOT DISTINCT FROM getvariable('agency')
    AND fiscal_year = getvariable('fiscal_year')
    AND budget_version = getvariable('budget_version')
