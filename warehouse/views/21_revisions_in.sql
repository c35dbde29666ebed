-- What each version changed. `versions` names what to follow: rows of version_amounts_in, of a table or a WITH query.
CREATE OR REPLACE MACRO revisions_in(versions) AS TABLE
WITH version AS (
    FROM query_table(versions)
),
placed AS (
    SELECT
        *,
        lag(amount_yen) OVER versions AS earlier_yen,
        lag(unit_yen) OVER versions AS earlier_unit_yen
    FROM version
    WINDOW versions AS (
        PARTITION BY agency_key, account_key, segment_key, fiscal_year ORDER BY version_order, is_named DESC
    )
),
step AS (
    -- What a text calls "before" is a version of its own only where it is not the one known before.
    SELECT
        *,
        lag(budget_version_key) OVER versions AS before_version_key,
        lag(amount_yen) OVER versions AS before_yen,
        lag(unit_yen) OVER versions AS before_unit_yen,
        lag(status) OVER versions AS before_status,
        lag(is_printed) OVER versions AS before_is_printed
    FROM placed
    WHERE is_named OR NOT coalesce(amounts_agree(earlier_yen, earlier_unit_yen, amount_yen, unit_yen), false)
    WINDOW versions AS (
        PARTITION BY agency_key, account_key, segment_key, fiscal_year ORDER BY version_order, is_named DESC
    )
),
printed_change AS (
    -- 補正額. A difference beside a settlement is to the budget or to the year before, and which is not stored.
    SELECT
        meeting.meeting_id,
        current_account_key AS account_key,
        current_segment_key AS segment_key,
        figure.fiscal_year_key AS fiscal_year,
        figure.budget_version_key,
        figure.amount_yen
    FROM fact_figure AS figure
    JOIN dim_document AS document USING (document_key)
    JOIN dim_meeting AS meeting USING (meeting_key)
    JOIN current_accounts USING (account_key)
    JOIN current_segments USING (segment_key)
    JOIN dim_budget_version AS version USING (budget_version_key)
    WHERE figure.measure = 'change' AND starts_with(version.budget_version, 'supplementary_')
        AND meeting.meeting_id IN (SELECT meeting_id FROM step)
    QUALIFY row_number() OVER (
        PARTITION BY
            meeting.meeting_key, current_account_key, current_segment_key, figure.fiscal_year_key,
            figure.budget_version_key
        ORDER BY account_key <> current_account_key, figure.unit_yen, figure.source_line, figure.source_column
    ) = 1
)
SELECT
    step.*,
    printed_change.amount_yen AS printed_change_yen
FROM step
LEFT JOIN printed_change USING (meeting_id, account_key, segment_key, fiscal_year, budget_version_key)
WHERE step.before_version_key IS NOT NULL AND (step.is_printed OR step.before_is_printed);

COMMENT ON MACRO TABLE revisions_in IS 'Of the rows that a table or a WITH query holds (version_amounts_in) each version after the first, with what it changed (before_yen, printed_change_yen).';
