-- Two printings of one amount in the same unit are the same number. In different units the coarser one is the finer one
-- rounded to it, or cut off; what a document does is told by its other figures, and not known here.
CREATE OR REPLACE MACRO amounts_agree(one_yen, one_unit_yen, other_yen, other_unit_yen) AS CASE
    WHEN one_unit_yen = other_unit_yen THEN one_yen = other_yen
    WHEN one_unit_yen < other_unit_yen
        THEN abs(one_yen - other_yen) <= other_unit_yen // 2 OR other_yen = one_yen - one_yen % other_unit_yen
    ELSE abs(one_yen - other_yen) <= one_unit_yen // 2 OR one_yen = other_yen - other_yen % one_unit_yen
END;

COMMENT ON MACRO amounts_agree IS 'Whether two printings can be of one amount: equal in the same unit, else equal once the finer one is rounded or cut off to the coarser unit. NULL where one has no value.';
