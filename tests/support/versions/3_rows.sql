-- A small warehouse in which everything adds up: 100 + 200 = 300 thousand yen, printed with one slip (20 for 200).
INSERT INTO dim_meeting VALUES (1, '機構 経営審議委員会 6', '機構', '経営審議委員会', 6, DATE '2015-02-26', NULL, NULL);
INSERT INTO dim_agenda_item VALUES (1, 1, 1, '予算について', 5);
INSERT INTO dim_document VALUES (1, 1, '第6回.txt', 'abc', 10, 10, '1', TIMESTAMPTZ '2015-03-01 00:00:00+00', true);
INSERT INTO dim_statement VALUES (1, 'balance_sheet', '貸借対照表', 'balance sheet');
INSERT INTO dim_segment VALUES (1, '合計', 'total', true, true, 1, NULL, NULL, NULL);
INSERT INTO dim_fiscal_year VALUES (2015, 2015, '平成27年度', DATE '2015-04-01', DATE '2016-03-31');
INSERT INTO dim_budget_version VALUES (1, 'initial', '当初予算', 1), (2, 'supplementary_march', '3月補正予算', 2);
INSERT INTO dim_account VALUES
    (1, 1, '資産の部/現金及び預金', '現金及び預金', NULL, 'item', true, 1, 2014, NULL, NULL),
    (2, 1, '資産の部/未収金', '未収金', NULL, 'item', true, 2, NULL, NULL, NULL),
    (3, 1, '資産の部/資産合計', '資産合計', NULL, 'total', true, 3, NULL, NULL, NULL);
INSERT INTO fact_figure VALUES
    (1, 1, 11, 1, 1, 1, 1, 2015, 1, 'amount', '現金及び預金', '100', 100000, 100000, 1000, 'proven', NULL, NULL, 'statement', 1, NULL),
    (2, 1, 12, 1, 1, 2, 1, 2015, 1, 'amount', '未収金', '20', 20000, 200000, 1000, 'repaired', NULL, NULL, 'statement', 1, NULL),
    (3, 1, 13, 1, 1, 3, 1, 2015, 1, 'amount', '資産合計', '300', 300000, 300000, 1000, 'proven', NULL, NULL, 'statement', 1, NULL),
    (4, 1, 14, 1, NULL, NULL, NULL, 2015, 1, 'commitment_limit', '賃貸借', '5', 5000, 5000, 1000, 'unchecked', NULL, NULL, NULL, 2, 'no unit is stated'),
    (5, 1, 15, 1, NULL, NULL, NULL, 2015, 1, 'planned_receipt', '合計', '7', 7000, 7000, 1000, 'unchecked', NULL, NULL, NULL, 3, NULL);
INSERT INTO fact_amount
SELECT 1, document_key, statement_key, account_key, segment_key, fiscal_year_key, budget_version_key, amount_yen, 1000, status, 1
FROM fact_figure WHERE statement_key IS NOT NULL;
INSERT INTO fact_commitment VALUES (1, 1, 4, 2015, 1, 'initial', '賃貸借', 5000, 'unchecked', 2015, 2016, 2018, false, 14);
INSERT INTO fact_advance_receipt VALUES (1, 1, 5, 2015, 1, '合計', true, 'planned', 7000, 'unchecked', 15);
INSERT INTO fact_identity_check VALUES
    (1, 1, 'assets', 'subtotals', '貸借対照表 合計',
        [{figure_key: 1, weight: 1, label: '現金及び預金'}, {figure_key: 2, weight: 1, label: '未収金'},
         {figure_key: 3, weight: -1, label: '資産合計'}],
        300000, 300000, -180000, 0, 0, 0, 0, false, true),
    (2, 1, 'total', 'segments', '貸借対照表 資産合計',
        [{figure_key: 3, weight: 1, label: '資産合計'}, {figure_key: 3, weight: -1, label: '資産合計'}],
        300000, 300000, 0, 0, 0, 0, 0, true, true);
INSERT INTO fact_repair VALUES (1, 1, 2, '20', 20000, 200000, 'missing_digit', 1, 1, true, NULL, [1], [1]);
INSERT INTO fact_finding VALUES (1, 1, 'unknown_label', 3, 'a label that the reference data does not know');
INSERT INTO dim_part VALUES (1, 1, 1, 'business_plan', '平成27年度事業計画', 1, 'title', 1, 30);
INSERT INTO dim_programme VALUES (1, 1, 1, '教育研修', NULL);
INSERT INTO dim_section VALUES (1, 1, 1, 1, NULL, 1, 1, '1', '教育研修', '募集定員916人', 20, 22);
INSERT INTO bridge_section_segment VALUES (1, 1, 'text');
INSERT INTO fact_passage VALUES (1, 1, 1, 1, 21, 'paragraph', NULL, '募集定員916人', '募集定員916人');
INSERT INTO fact_quantity VALUES (1, 1, 1, '募集定員', 916, '人', 'exact', '916人', 21, 4, 8);
INSERT INTO fact_number VALUES
    (1, 1, 11, 7, 10, '100', 100, 'figure'),
    (2, 1, 21, 4, 7, '916', 916, 'quantity');
INSERT INTO fact_commitment_change VALUES (1, 1, 5, 1, 2015, 1, '賃貸借', 7000, 1000, 'unchecked', 15);
INSERT INTO dim_rule_change VALUES (1, 1, 1, '業務方法書', NULL, NULL, DATE '2015-04-01', 25, 28);
INSERT INTO fact_rule_clause VALUES (1, 1, 1, 1, '7', NULL, NULL, NULL, false, 'replace', '甲', '乙', NULL, '甲を乙に改める', 26, 26);
INSERT INTO fact_rule_provision VALUES (1, 1, 1, 1, '7', '1', NULL, false, '乙', '甲', [], [], false, 28, 28);
INSERT INTO fact_rule_difference VALUES (1, 1, 1, 1, 'replace', '甲', '乙');
INSERT INTO fact_rule_check VALUES (1, 1, 1, 1, 'the new text holds 乙', true, 28);
INSERT INTO fact_structural_repair VALUES (1, 1, 'repaired', 'labels_exchanged', 1, [11, 12], '甲 / 乙', '乙 / 甲', [1, 2], ['subtotal: 資産の部'], [1], []);
