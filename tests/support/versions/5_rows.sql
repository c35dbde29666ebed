-- A small warehouse in which everything adds up: 100 + 200 = 300 thousand yen, printed with one slip (20 for 200).
INSERT INTO dim_meeting
    (meeting_key, meeting_id, agency, committee, meeting_number, meeting_date, start_time, venue, end_time)
VALUES
    (1, '機構 経営審議委員会 6', '機構', '経営審議委員会', 6, DATE '2015-02-26', NULL, NULL, NULL);
INSERT INTO dim_agenda_item VALUES (1, 1, 1, '平成27年度事業計画', 5);
INSERT INTO dim_meeting_step VALUES (1, 1, 1, '1', '開会', 'opening', 3);
INSERT INTO dim_document VALUES (1, 1, '第6回.txt', 'abc', 10, 10, '1', TIMESTAMPTZ '2015-03-01 00:00:00+00', true,
    [10, 11, 12, 13, 14, 15, 16, 21, 23, 24, 26, 27]);
INSERT INTO dim_statement VALUES (1, 'balance_sheet', '貸借対照表', 'balance sheet');
INSERT INTO dim_segment VALUES
    (1, '合計', 'total', true, true, 2, NULL, NULL, NULL),
    (2, '一般事業', 'General operations', false, true, 1, 2014, 2015, '本人確認情報処理事業'),
    (3, '本人確認情報処理事業', 'Administration', false, true, 1, 2015, NULL, NULL);
INSERT INTO dim_fiscal_year VALUES (2015, 2015, '平成27年度', DATE '2015-04-01', DATE '2016-03-31');
INSERT INTO dim_budget_version VALUES (1, 'initial', '当初予算', 1), (2, 'supplementary_march', '3月補正予算', 2);
INSERT INTO dim_account
    (account_key, statement_key, account_path, account_name, account_name_en, account_role, is_reference,
     display_order, first_fiscal_year, last_fiscal_year, successor_path)
VALUES
    (1, 1, '資産の部/現金及び預金', '現金及び預金', NULL, 'item', true, 1, 2014, NULL, NULL),
    (2, 1, '資産の部/未収金', '未収金', NULL, 'item', true, 2, NULL, NULL, NULL),
    (3, 1, '資産の部/資産合計', '資産合計', NULL, 'total', true, 3, NULL, NULL, NULL),
    (4, 1, '負債純資産合計', '負債純資産合計', NULL, 'result', true, 4, NULL, NULL, NULL);
INSERT INTO fact_figure
    (figure_key, document_key, source_line, source_column, statement_key, account_key, segment_key,
     fiscal_year_key, budget_version_key, measure, label, printed_text, printed_yen, amount_yen, unit_yen, status,
     implied_low_yen, implied_high_yen, segment_evidence, table_number, assumption)
VALUES
    (1, 1, 11, 1, 1, 1, 1, 2015, 1, 'amount', '現金及び預金', '100', 100000, 100000, 1000, 'proven', NULL, NULL, 'statement', 1, NULL),
    (2, 1, 12, 1, 1, 2, 1, 2015, 1, 'amount', '未収金', '20', 20000, 200000, 1000, 'repaired', NULL, NULL, 'statement', 1, NULL),
    (3, 1, 13, 1, 1, 3, 1, 2015, 1, 'amount', '資産合計', '300', 300000, 300000, 1000, 'proven', NULL, NULL, 'statement', 1, NULL),
    (4, 1, 14, 1, NULL, NULL, NULL, 2015, 1, 'commitment_limit', '賃貸借', '5', 5000, 5000, 1000, 'unchecked', NULL, NULL, NULL, 2, 'no unit is stated'),
    (5, 1, 15, 1, NULL, NULL, NULL, 2015, 1, 'planned_receipt', '合計', '7', 7000, 7000, 1000, 'unchecked', NULL, NULL, NULL, 3, NULL),
    (20, 1, 16, 1, 1, 3, 2, 2015, 1, 'amount', '資産合計', '100', 100000, 100000, 1000, 'proven', NULL, NULL, 'header', 4, NULL),
    (21, 1, 16, 2, 1, 3, 3, 2015, 1, 'amount', '資産合計', '200', 200000, 200000, 1000, 'proven', NULL, NULL, 'header', 4, NULL),
    (22, 1, 10, 1, 1, 4, 1, 2015, 1, 'amount', '負債純資産合計', '300', 300000, 300000, 1000, 'proven', NULL, NULL, 'statement', 1, NULL),
    (23, 1, 24, 1, NULL, NULL, NULL, 2015, 1, 'cumulative_receipt', '開発', '200', 200000, 200000, 1000, 'unchecked', NULL, NULL, NULL, 3, NULL);
INSERT INTO fact_amount
SELECT 1, document_key, statement_key, account_key, segment_key, fiscal_year_key, budget_version_key, amount_yen, 1000, status, 1
FROM fact_figure WHERE statement_key IS NOT NULL;
INSERT INTO fact_commitment VALUES (1, 1, 4, 2015, 1, 'initial', '賃貸借', 5000, 'unchecked', 2015, 2016, 2018, false, 14, NULL, 'not stated', NULL);
INSERT INTO fact_advance_receipt VALUES
    (1, 1, 5, 2015, 1, '合計', true, 'planned', 7000, 'unchecked', 15, NULL, 'not stated', NULL),
    (2, 1, 23, 2015, 1, '開発', false, 'cumulative', 200000, 'unchecked', 24, 3, 'figure', 21);
INSERT INTO fact_identity_check
    (identity_check_key, document_key, identity_name, identity_family, place, terms, left_yen, right_yen,
     residual_printed_yen, residual_yen, tolerance_yen, lowest_residual_yen, highest_residual_yen,
     holds_as_printed, holds_after_repair)
VALUES
    (1, 1, 'subtotal', 'subtotals', '貸借対照表 合計',
        [{figure_key: 3, weight: 1, label: '資産合計'}, {figure_key: 1, weight: -1, label: '現金及び預金'},
         {figure_key: 2, weight: -1, label: '未収金'}],
        300000, 300000, 180000, 0, 0, 0, 0, false, true),
    (2, 1, 'segment_total', 'segments', '貸借対照表 資産合計',
        [{figure_key: 3, weight: 1, label: '合計'}, {figure_key: 20, weight: -1, label: '一般事業'},
         {figure_key: 21, weight: -1, label: '総務事業'}],
        300000, 300000, 0, 0, 0, 0, 0, true, true),
    (12, 1, 'assets_equal_liabilities_and_net_assets', 'segments', '貸借対照表',
        [{figure_key: 3, weight: 1, label: '資産合計'}, {figure_key: 22, weight: -1, label: '負債純資産合計'}],
        300000, 300000, 0, 0, 0, 0, 0, true, true);
INSERT INTO fact_repair VALUES (1, 1, 2, '20', 20000, 200000, 'missing_digit', 1, 1, true, NULL, [1], [1]);
INSERT INTO fact_finding VALUES (1, 1, 'unknown_label', 3, 'a label that the reference data does not know');
INSERT INTO dim_part VALUES (1, 1, 1, 'business_plan', '平成27年度事業計画', 1, 'title', 1, 30);
INSERT INTO dim_programme VALUES (1, 1, 1, '教育研修', NULL);
INSERT INTO dim_section VALUES (1, 1, 1, 1, NULL, 1, 1, '1', '教育研修', '募集定員916人', 20, 23);
INSERT INTO bridge_section_segment VALUES (1, 2, 'text', 23, '一般事業');
INSERT INTO fact_passage
    (passage_key, document_key, part_key, section_key, source_line, passage_kind, source_page, text, search_text)
VALUES
    (1, 1, 1, 1, 21, 'paragraph', NULL, '募集定員916人', '募集定員916人'),
    (10, 1, 1, NULL, 10, 'table_row', NULL, '負債純資産合計	300', ''),
    (11, 1, 1, NULL, 11, 'table_row', NULL, '現金及び預金	100', ''),
    (12, 1, 1, NULL, 12, 'table_row', NULL, '未収金	20', ''),
    (13, 1, 1, NULL, 13, 'table_row', NULL, '資産合計	300', ''),
    (14, 1, 1, NULL, 14, 'table_row', NULL, '賃貸借	5', ''),
    (15, 1, 1, NULL, 15, 'paragraph', NULL, '賃貸借は7千円とする', ''),
    (16, 1, 1, NULL, 16, 'table_row', NULL, '資産合計	100	200', ''),
    (23, 1, 1, 1, 23, 'paragraph', NULL, '一般事業の研修¹を行う', '一般事業の研修を行う'),
    (27, 1, 1, 1, 27, 'footnote', NULL, '¹ 講義と演習', '講義と演習'),
    (24, 1, 1, NULL, 24, 'table_row', NULL, '開発	200', ''),
    (26, 1, 1, NULL, 26, 'paragraph', NULL, '第7条中「甲」を「乙」に改める。', '');
INSERT INTO dim_glossary_entry VALUES (1, 1, '¹', '研修', '講義と演習', 27, 27, [23]);
INSERT INTO fact_quantity VALUES (1, 1, 1, '募集定員', 916, '人', 'exact', '916人', 21, 4, 8, NULL);
INSERT INTO fact_number VALUES
    (1, 1, 11, 7, 10, '100', 100, 'figure', 1),
    (2, 1, 21, 4, 7, '916', 916, 'quantity', NULL),
    (10, 1, 10, 8, 11, '300', 300, 'figure', 1),
    (12, 1, 12, 4, 6, '20', 20, 'figure', 1),
    (13, 1, 13, 5, 8, '300', 300, 'figure', 1),
    (14, 1, 14, 4, 5, '5', 5, 'figure', 1),
    (15, 1, 15, 4, 5, '7', 7, 'figure', NULL),
    (16, 1, 16, 5, 8, '100', 100, 'figure', 1),
    (17, 1, 16, 9, 12, '200', 200, 'figure', 2),
    (23, 1, 23, 7, 8, '¹', 1, 'footnote_mark', NULL),
    (30, 1, 24, 3, 6, '200', 200, 'figure', 1),
    (27, 1, 27, 0, 1, '¹', 1, 'footnote_mark', NULL),
    (26, 1, 26, 1, 2, '7', 7, 'identifier', NULL);
INSERT INTO fact_commitment_change VALUES
    (1, 1, 5, 1, NULL, 2015, 1, '賃貸借', '新規', true, '必要が生じた', 15, 15, '賃貸借に要する経費', 15, NULL, 5000, 5000, 1000, 7000, [15], 'unchecked', 15);
INSERT INTO dim_rule_change VALUES (1, 1, 1, '業務方法書', NULL, NULL, DATE '2015-04-01', 25, 28);
INSERT INTO fact_rule_clause VALUES (1, 1, 1, 1, '7', NULL, NULL, NULL, false, 'replace', '甲', '乙', NULL, '第7条中「甲」を「乙」に改める', 26, 26);
INSERT INTO fact_rule_provision VALUES (1, 1, 1, 1, '7', '1', NULL, '7', '1', NULL, false, '乙', '甲', [], [], false, 28, 28);
INSERT INTO fact_rule_difference VALUES (1, 1, 1, 1, 'replace', '甲', '乙');
INSERT INTO fact_law_reference VALUES
    (1, 1, 'cited', '機構法', '機構法', NULL, 'named', '9', NULL, NULL, NULL, '代表者会議', 'resolution', '代表者会議の議決',
        '機構法第9条', 27, 0, 6);
INSERT INTO fact_date_mention VALUES
    (1, 1, 'day', DATE '2015-04-01', DATE '2015-04-01', 'printed', '平成27年4月1日から施行する', '平成27年4月1日', 25, 0, 9);
INSERT INTO fact_rule_check VALUES (1, 1, 1, 1, 'the new text holds 乙', true, 28);
INSERT INTO fact_assumption VALUES (1, 1, 4, 'unit', 'no unit is stated');
