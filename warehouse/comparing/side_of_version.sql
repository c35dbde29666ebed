-- One version as all meetings together state it: the same choice among them as in the view revisions.
SELECT *
FROM version_amounts_as_of(DATE 'infinity')
WHERE fiscal_year = getvariable('fiscal_year') AND budget_version = getvariable('budget_version')
