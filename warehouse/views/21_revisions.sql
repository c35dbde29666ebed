CREATE OR REPLACE VIEW revisions AS
WITH version AS (
    FROM version_amounts_as_of(DATE 'infinity')
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
        lag(budget_version) OVER versions AS version_before,
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
    QUALIFY row_number() OVER (
        PARTITION BY
            meeting.meeting_key, current_account_key, current_segment_key, figure.fiscal_year_key,
            figure.budget_version_key
        ORDER BY account_key <> current_account_key, figure.unit_yen, figure.source_line, figure.source_column
    ) = 1
)
SELECT
    step.statement_code,
    step.account_path,
    step.account_name,
    step.segment_name,
    step.fiscal_year,
    step.version_before,
    step.budget_version,
    step.before_yen,
    step.amount_yen AS after_yen,
    step.amount_yen - step.before_yen AS change_yen,
    printed_change.amount_yen AS printed_change_yen,
    greatest(step.unit_yen, step.before_unit_yen) AS unit_yen,
    step.before_status,
    step.status AS after_status,
    step.is_contradicted,
    step.agency,
    step.committee,
    step.meeting_number,
    step.meeting_date,
    step.file_name
FROM step
LEFT JOIN printed_change USING (meeting_id, account_key, segment_key, fiscal_year, budget_version_key)
WHERE step.version_before IS NOT NULL AND (step.is_printed OR step.before_is_printed)
ORDER BY
    step.fiscal_year, step.agency_key, step.statement_order, step.account_order, step.account_path, step.segment_order,
    step.segment_name, step.version_order, step.is_named DESC;

COMMENT ON VIEW revisions IS 'What each version changed: one row for each agency, statement, account, segment and fiscal year and each version after the first that is known, unchanged ones too.';
COMMENT ON COLUMN revisions.statement_code IS 'balance_sheet, income_statement, cash_plan, or other for a table that is none of them.';
COMMENT ON COLUMN revisions.account_path IS 'Headings and label joined by /, under the account''s last name.';
COMMENT ON COLUMN revisions.account_name IS 'The last part of the path.';
COMMENT ON COLUMN revisions.segment_name IS 'The segment under its last name; the total is 合計.';
COMMENT ON COLUMN revisions.fiscal_year IS '2015 for 平成27年度.';
COMMENT ON COLUMN revisions.version_before IS 'The version before, the latest that is known; before_<version> where no meeting at hand adopted it.';
COMMENT ON COLUMN revisions.budget_version IS 'The version that changed it.';
COMMENT ON COLUMN revisions.before_yen IS 'Amount before, in yen.';
COMMENT ON COLUMN revisions.after_yen IS 'Amount after, in yen.';
COMMENT ON COLUMN revisions.change_yen IS 'After less before, in yen; NULL where one has no value.';
COMMENT ON COLUMN revisions.printed_change_yen IS 'The change as the meeting prints it (補正額), settled, in yen; NULL where it prints none, and for settlements.';
COMMENT ON COLUMN revisions.unit_yen IS 'How exactly the coarser of the two is known, in yen.';
COMMENT ON COLUMN revisions.before_status IS 'Status of the amount before.';
COMMENT ON COLUMN revisions.after_status IS 'Status of the amount after.';
COMMENT ON COLUMN revisions.is_contradicted IS 'True where another meeting prints the version after otherwise: see adoption_checks.';
COMMENT ON COLUMN revisions.agency IS 'The agency: amounts of two agencies are never compared or chosen between. NULL where the text does not name it; such texts are one agency.';
COMMENT ON COLUMN revisions.committee IS 'Committee or council that changed it.';
COMMENT ON COLUMN revisions.meeting_number IS 'N of 第N回.';
COMMENT ON COLUMN revisions.meeting_date IS 'Day of that meeting.';
COMMENT ON COLUMN revisions.file_name IS 'The text''s file name.';
