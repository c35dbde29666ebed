INSERT INTO fact_identity_check
SELECT identity_id + first_identity_key, document_key, identity_name, identity_family, place,
    list_transform(
        terms,
        lambda term: {'figure_key': term.figure_id + first_figure_key, 'weight': term.weight, 'label': term.label}
    ),
    left_yen, right_yen, residual_printed_yen, residual_yen, tolerance_yen,
    lowest_residual_yen, highest_residual_yen, holds_as_printed, holds_after_repair,
    held_count, tried_count, chance_count, left_count
FROM staged_identity_check
JOIN new_document USING (document_id)
