-- One fault for each rule, in the sound warehouse without its constraints. New rows stand apart from the sound ones.
INSERT INTO fact_finding VALUES (NULL, 1, 'unknown_label', 3, 'keys_not_null: a row without its key');
INSERT INTO dim_meeting (meeting_key, meeting_id) VALUES (1, 'another'); -- keys_unique
INSERT INTO fact_finding VALUES (9, 404, 'unknown_label', 3, 'foreign_keys: no such document');
INSERT INTO dim_budget_version VALUES (3, 'supplementary_mars', 'codes_known', 3);
UPDATE fact_commitment SET first_bearing_year = 2014; -- commitment_years_in_order
UPDATE fact_advance_receipt SET amount_yen = 7001; -- copies_match_figures, receipt_segments_proven
UPDATE fact_commitment_change SET change_yen = 5001; -- commitment_changes_add_up
INSERT INTO fact_quantity VALUES (2, 1, 1, '定員', 16, '人', 'exact', '16人', 21, 5, 8, NULL); -- quantities_stand_apart
INSERT INTO fact_figure (
    figure_key, document_key, source_line, source_column, statement_key, account_key, segment_key, fiscal_year_key,
    budget_version_key, measure, label, printed_text, printed_yen, amount_yen, unit_yen, status, implied_low_yen,
    implied_high_yen, segment_evidence, table_number, assumption
) VALUES
    -- grain_unique: the cell of figure 5 again
    (6, 1, 15, 1, NULL, NULL, NULL, 2015, 1, 'planned_receipt', '', '7', 7000, 7000, 1000, 'unchecked', NULL, NULL, NULL, 3, NULL),
    -- repairs_match_figures: no repair; trusted_figures_are_checked: no identity
    (7, 1, 17, 1, NULL, NULL, NULL, 2015, 1, 'planned_receipt', '', '7', 7000, 8000, 1000, 'repaired', NULL, NULL, NULL, 3, NULL),
    -- trusted_figures_have_amounts
    (8, 1, 18, 1, NULL, NULL, NULL, 2015, 1, 'planned_receipt', '', '?', NULL, NULL, 1000, 'proven', NULL, NULL, NULL, 3, NULL),
    -- unchecked_figures_are_untouched, identity_terms_fit_together: check 3 touches it
    (9, 1, 19, 1, NULL, NULL, NULL, 2015, 1, 'planned_receipt', '', '9', 9000, 9000, 1000, 'unchecked', NULL, NULL, NULL, 3, NULL),
    -- figures_reach_amounts; few_disputed_figures: 3 of 9 statement figures
    (10, 1, 20, 1, 1, 1, 1, 2015, 2, 'amount', '', '3', 3000, 3000, 1000, 'disputed', NULL, NULL, 'statement', 1, NULL),
    (11, 1, 21, 1, 1, 2, 1, 2015, 2, 'amount', '', '?', NULL, NULL, 1000, 'disputed', NULL, NULL, 'statement', 1, NULL),
    (12, 1, 23, 1, 1, 3, 1, 2015, 2, 'amount', '', '3', 3000, 3000, 1000, 'disputed', NULL, NULL, 'statement', 1, NULL);
-- amounts_match_figures, items_sum_to_total, segments_sum_to_total, statements_follow_rule_book
UPDATE fact_amount SET amount_yen = 99000 WHERE account_key = 1;
UPDATE fact_amount SET amount_yen = 99000 WHERE segment_key = 2;
UPDATE fact_amount SET amount_yen = 301000 WHERE account_key = 4;
UPDATE fact_amount SET status = 'unchecked' WHERE segment_key = 3; -- statuses_match_figures
UPDATE fact_figure SET assumption = 'no unit is stated' WHERE figure_key = 1; -- assumed_figures_are_not_trusted: proven
UPDATE fact_figure SET printed_text = '301' WHERE figure_key = 22; -- figures_stand_in_their_lines, figures_read_as_printed
UPDATE fact_figure SET amount_yen = 5000000 WHERE figure_key = 4; -- unrepaired_figures_are_as_printed
INSERT INTO fact_identity_check (
    identity_check_key, document_key, identity_name, identity_family, place, terms, left_yen, right_yen,
    residual_printed_yen, residual_yen, tolerance_yen, lowest_residual_yen, highest_residual_yen, holds_as_printed,
    holds_after_repair
) VALUES
    -- off by 2,000 yen, of which 500 may be rounding
    (3, 1, 'broken', 'subtotals', '一', [{figure_key: 9, weight: 1, label: ''}, {figure_key: 5, weight: -1, label: ''}],
        9000, 7000, 2000, 2000, 500, -500, 500, false, false),
    -- off by more, and stored as if it held: residuals_match_figures
    (4, 1, 'broken', 'subtotals', '二', [{figure_key: 9, weight: 1, label: ''}, {figure_key: 10, weight: -1, label: ''}],
        9000, 3000, 0, 0, 0, 0, 0, true, true),
    -- cannot be added up
    (5, 1, 'broken', 'subtotals', '三', [{figure_key: 11, weight: 1, label: ''}, {figure_key: 10, weight: -1, label: ''}],
        NULL, 3000, NULL, NULL, 0, 0, 0, false, false),
    (13, 1, 'empty', 'rounding', '四', [], 5, 5, 0, 0, 0, 0, 0, true, true); -- identities_have_terms
INSERT INTO fact_number VALUES
    (3, 1, 22, 0, 2, '12', 12, 'unexplained', NULL), -- numbers_accounted_for
    (4, 1, 22, 5, 7, '34', 34, 'quantity', NULL); -- numbers_are_in_facts
INSERT INTO fact_passage VALUES (2, 1, 1, 1, 31, 'paragraph', NULL, 'passages_in_place: after its part', '', NULL, NULL);
INSERT INTO fact_rule_check VALUES (2, 1, 1, 1, 'rule_changes_agree', false, 28);
UPDATE dim_account SET first_fiscal_year = 2016 WHERE account_key = 1; -- years_match_reference: seen in 2015
-- money_explained: ten amounts of money of which nothing accounts for any (and so numbers_accounted_for)
INSERT INTO fact_number SELECT 100 + i, 1, 31, 10 * i, 10 * i + 5, '1,234', 1234, 'unexplained', NULL FROM range(10) AS amount (i);
UPDATE dim_document SET written_lines = list_append(written_lines, 30); -- lines_are_passages: and one of no written line
DELETE FROM fact_number WHERE source_line = 10; -- numbers_cover_their_lines
UPDATE fact_number SET number_value = 101 WHERE source_line = 11; -- numbers_read_as_printed
UPDATE fact_number SET number_role = 'date' WHERE source_line = 26; -- roles_fit_their_places
UPDATE fact_quantity SET quantity = 917; -- quantities_are_their_numbers
UPDATE dim_glossary_entry SET term = NULL; -- glossary_holds_footnotes
UPDATE dim_part SET agenda_item_number = 2; -- parts_answer_their_items
UPDATE fact_rule_clause SET article_number = '8'; -- clauses_stand_where_printed
UPDATE bridge_section_segment SET words = NULL; -- links_have_evidence
