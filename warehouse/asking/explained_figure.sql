-- A figure with all that the warehouse holds of it: its line, its repair, and every identity on it with its terms.
WITH asked AS (
    SELECT figure.*, document.file_name, document.meeting_key, substr(document.content_sha256, 1, 16) AS document_id
    FROM fact_figure AS figure
    JOIN dim_document AS document USING (document_key)
    WHERE document.is_current
        AND document.file_name = $file_name
        AND figure.source_line = $source_line
        AND figure.source_column = $source_column
),
touching AS (
    SELECT identity.*
    FROM fact_identity_check AS identity
    JOIN asked USING (document_key)
    WHERE list_contains(list_transform(identity.terms, lambda term: term.figure_key), asked.figure_key)
),
term AS (
    SELECT touching.identity_check_key, unnest(touching.terms, recursive := true), generate_subscripts(touching.terms, 1) AS position
    FROM touching
),
written AS (
    SELECT
        term.identity_check_key,
        list({
            weight: term.weight,
            label: term.label,
            segment_name: segment.segment_name,
            source_line: figure.source_line,
            source_column: figure.source_column,
            printed_text: figure.printed_text,
            printed_yen: figure.printed_yen,
            amount_yen: figure.amount_yen,
            status: figure.status
        } ORDER BY term.position) AS terms
    FROM term
    JOIN fact_figure AS figure USING (figure_key)
    LEFT JOIN dim_segment AS segment ON segment.segment_key = figure.segment_key
    GROUP BY term.identity_check_key
),
identity AS (
    SELECT list({
        identity_name: touching.identity_name,
        identity_family: touching.identity_family,
        place: touching.place,
        outcome: CASE
            WHEN NOT touching.holds_after_repair THEN 'fails'
            WHEN touching.holds_as_printed THEN 'holds'
            ELSE 'holds once repaired'
        END,
        terms: coalesce(written.terms, []),
        left_count: touching.left_count,
        residual_printed_yen: touching.residual_printed_yen,
        residual_yen: touching.residual_yen,
        tolerance_yen: touching.tolerance_yen,
        held_count: touching.held_count,
        tried_count: touching.tried_count,
        chance_count: touching.chance_count
    } ORDER BY touching.identity_check_key) AS identities
    FROM touching
    LEFT JOIN written USING (identity_check_key)
),
dispute AS (
    SELECT disputed.document_key, disputed.reason, disputed.dispute_number
    FROM disputed_figures AS disputed
    JOIN asked USING (document_key, figure_key)
),
-- Those over its value: what of its place is in doubt are slips of structure.
value_dispute AS (
    SELECT open.reason, open.dispute_number, list_contains(open.figure_keys, asked.figure_key) AS is_of_figure
    FROM fact_dispute AS open
    JOIN asked USING (document_key)
    WHERE asked.status = 'disputed'
        AND (
            list_contains(open.figure_keys, asked.figure_key)
            OR EXISTS (FROM touching WHERE list_contains(open.identity_check_keys, touching.identity_check_key))
        )
),
-- Each explanation that is as small as the others, with all that it would change.
rival AS (
    SELECT
        explanation.dispute_number,
        explanation.explanation_number,
        any_value(explanation.cost) AS cost,
        list({
            source_line: figure.source_line,
            source_column: figure.source_column,
            label: figure.label,
            segment_name: segment.segment_name,
            printed_text: figure.printed_text,
            settled_yen: explanation.settled_yen,
            kind: explanation.kind
        } ORDER BY explanation.explanation_key) AS changes
    FROM fact_explanation AS explanation
    JOIN asked USING (document_key)
    JOIN value_dispute ON value_dispute.dispute_number = explanation.dispute_number AND value_dispute.is_of_figure
    JOIN fact_figure AS figure ON figure.figure_key = explanation.figure_key
    LEFT JOIN dim_segment AS segment ON segment.segment_key = figure.segment_key
    GROUP BY explanation.dispute_number, explanation.explanation_number
)
SELECT
    meeting.meeting_id,
    meeting.meeting_date,
    asked.document_id,
    asked.file_name,
    asked.source_line,
    asked.source_column,
    passage.source_page,
    asked.source_place,
    passage.text AS line_text,
    -- A row of a table as printed, where the file has its cells as the table has them.
    CASE
        WHEN passage.passage_kind <> 'table_row' THEN [coalesce(passage.line_text, passage.text)]
        WHEN len(string_split(passage.line_text, chr(9))) = len(string_split(passage.text, chr(9)))
            THEN string_split(passage.line_text, chr(9))
        ELSE string_split(passage.text, chr(9))
    END AS source_cells,
    statement.statement_code,
    account.account_path,
    account.account_name_en,
    asked.label,
    segment.segment_name,
    segment.segment_name_en,
    asked.fiscal_year_key AS fiscal_year,
    version.budget_version,
    asked.measure,
    asked.printed_text,
    asked.printed_yen,
    asked.amount_yen,
    asked.unit_yen,
    asked.status,
    asked.implied_low_yen,
    asked.implied_high_yen,
    (SELECT list({subject: assumption.subject, words: assumption.words} ORDER BY assumption.assumption_key)
        FROM fact_assumption AS assumption WHERE assumption.figure_key = asked.figure_key) AS assumptions,
    (SELECT any_value({
            kind: repair.kind,
            printed_yen: repair.printed_yen,
            settled_yen: repair.settled_yen,
            is_only_explanation: repair.is_only_explanation,
            identities_before: len(repair.identities_before),
            identities_after: len(repair.identities_after)
        })
        FROM fact_repair AS repair WHERE repair.figure_key = asked.figure_key) AS repair,
    (SELECT list({
            outcome: slip.outcome,
            kind: slip.kind,
            slip_number: slip.slip_number,
            source_lines: slip.source_lines,
            printed_words: slip.printed_words,
            meant_words: slip.meant_words,
            figure_count: len(slip.figure_keys),
            failing_as_printed: slip.failing_as_printed,
            rivals: slip.rivals
        } ORDER BY slip.structural_repair_key)
        FROM fact_structural_repair AS slip
        WHERE slip.document_key = asked.document_key AND list_contains(slip.figure_keys, asked.figure_key)
    ) AS structural_slips,
    (SELECT list(value_dispute.reason ORDER BY value_dispute.dispute_number) FROM value_dispute) AS value_dispute_reasons,
    (SELECT list(DISTINCT dispute.reason ORDER BY dispute.reason) FROM dispute) AS dispute_reasons,
    (SELECT list({dispute_number: rival.dispute_number, cost: rival.cost, changes: rival.changes} ORDER BY rival.dispute_number, rival.explanation_number)
        FROM rival) AS rivals,
    identity.identities
FROM asked
CROSS JOIN identity
JOIN dim_meeting AS meeting USING (meeting_key)
JOIN dim_budget_version AS version USING (budget_version_key)
LEFT JOIN dim_statement AS statement ON statement.statement_key = asked.statement_key
LEFT JOIN dim_account AS account ON account.account_key = asked.account_key
LEFT JOIN dim_segment AS segment ON segment.segment_key = asked.segment_key
LEFT JOIN fact_passage AS passage ON passage.document_key = asked.document_key AND passage.source_line = asked.source_line;
