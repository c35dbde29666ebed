-- One and the same version printed otherwise comes first: where the version before has no name, a meeting may be missing.
SELECT * EXCLUDE (place, holds, is_disputed)
FROM adoption
WHERE NOT holds
ORDER BY relation <> 'same_version', place
LIMIT 200
