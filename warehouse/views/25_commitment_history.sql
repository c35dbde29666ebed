CREATE OR REPLACE VIEW commitment_history AS
WITH listed AS (
    SELECT
        meeting.agency, meeting.committee, meeting.meeting_number, meeting.meeting_date, meeting.meeting_id,
        document.file_name, document.document_key, commitment.commitment_name, commitment.budget_year,
        commitment.fiscal_year_key AS fiscal_year, version.budget_version, version.display_order AS version_order,
        commitment.listing, commitment.limit_yen, figure.unit_yen, commitment.status, commitment.first_bearing_year,
        commitment.last_bearing_year, commitment.source_line, commitment.fiscal_year_key, commitment.budget_version_key,
        commitment.commitment_key, segment.segment_name, commitment.segment_evidence, commitment.segment_words,
        -- Where only the amendment itself is printed, what it does not announce stays as it was.
        bool_or(listing = 'announced') OVER amendment AND NOT bool_or(listing = 'after') OVER amendment AS is_only_announced
    FROM fact_commitment AS commitment
    JOIN fact_figure AS figure USING (figure_key)
    JOIN dim_document AS document ON document.document_key = commitment.document_key
    JOIN dim_meeting AS meeting USING (meeting_key)
    JOIN dim_budget_version AS version ON version.budget_version_key = commitment.budget_version_key
    LEFT JOIN dim_segment AS segment ON segment.segment_key = commitment.segment_key
    WINDOW amendment AS (
        PARTITION BY commitment.document_key, commitment.fiscal_year_key, commitment.budget_version_key
    )
),
before AS (
    FROM listed WHERE listing = 'before'
    QUALIFY row_number() OVER (
        PARTITION BY document_key, fiscal_year, budget_version, commitment_name, budget_year ORDER BY source_line
    ) = 1
),
after AS (
    -- The table after the amendment tells more than its announcement.
    FROM listed WHERE listing <> 'before' OR is_only_announced
    QUALIFY row_number() OVER (
        PARTITION BY document_key, fiscal_year, budget_version, commitment_name, budget_year
        ORDER BY listing = 'before', listing = 'announced', source_line
    ) = 1
),
told AS (
    -- One that is listed only before the amendment was taken out by it.
    SELECT
        if(after.document_key IS NULL, before, after) AS place,
        after.listing,
        after.limit_yen,
        after.unit_yen,
        after.status,
        after.first_bearing_year,
        after.last_bearing_year,
        before.limit_yen AS printed_before_yen,
        before.unit_yen AS printed_before_unit_yen,
        before.status AS printed_before_status,
        after.document_key IS NULL AS is_withdrawn
    FROM after
    FULL JOIN before
        ON before.document_key = after.document_key
        AND before.fiscal_year = after.fiscal_year
        AND before.budget_version = after.budget_version
        AND before.commitment_name = after.commitment_name
        AND before.budget_year IS NOT DISTINCT FROM after.budget_year
),
adopted AS (
    -- Of the agency's meetings that print one version the first, which adopted it.
    FROM told
    QUALIFY row_number() OVER (
        PARTITION BY place.agency, place.commitment_name, place.budget_year, place.fiscal_year, place.budget_version
        ORDER BY place.meeting_date NULLS LAST, place.meeting_id
    ) = 1
),
followed AS (
    SELECT
        *,
        lag(limit_yen) OVER amendments AS adopted_before_yen,
        lag(unit_yen) OVER amendments AS adopted_before_unit_yen,
        lag(status) OVER amendments AS adopted_before_status,
        lag(place.file_name) OVER amendments AS adopted_before_file_name
    FROM adopted
    WINDOW amendments AS (
        PARTITION BY place.agency, place.commitment_name, place.budget_year
        ORDER BY place.fiscal_year, place.version_order, place.meeting_date NULLS LAST, place.meeting_id
    )
)
SELECT
    place.commitment_name,
    place.budget_year,
    place.fiscal_year,
    place.budget_version,
    coalesce(printed_before_yen, adopted_before_yen) AS before_yen,
    followed.limit_yen AS after_yen,
    change.change_kind,
    CASE
        WHEN is_withdrawn THEN -coalesce(printed_before_yen, adopted_before_yen)
        WHEN coalesce(printed_before_yen, adopted_before_yen) IS NULL THEN change.change_yen
        ELSE followed.limit_yen - coalesce(printed_before_yen, adopted_before_yen)
    END AS change_yen,
    change.stated_change_yen,
    followed.first_bearing_year,
    followed.last_bearing_year,
    is_withdrawn,
    coalesce(printed_before_status, adopted_before_status) AS before_status,
    followed.status AS after_status,
    adopted_before_yen,
    amounts_agree(printed_before_yen, printed_before_unit_yen, adopted_before_yen, adopted_before_unit_yen)
        AS before_is_as_adopted,
    adopted_before_file_name,
    place.agency,
    place.committee,
    place.meeting_number,
    place.meeting_date,
    place.file_name,
    place.source_line,
    place.segment_name,
    place.segment_evidence,
    place.segment_words
FROM followed
LEFT JOIN fact_commitment_change AS change
    ON place.commitment_key IN (change.commitment_key, change.before_commitment_key)
ORDER BY
    place.budget_year, place.commitment_name, place.agency, place.fiscal_year, place.version_order, place.meeting_date,
    place.meeting_id;

COMMENT ON VIEW commitment_history IS 'A commitment through its amendments: one row for each commitment (agency, name and year of the act) and each version of a budget that lists it. A name that is spelt otherwise is another commitment.';
COMMENT ON COLUMN commitment_history.commitment_name IS 'Matter (事項), spaces taken out.';
COMMENT ON COLUMN commitment_history.budget_year IS 'Fiscal year of the act (行為年度); NULL where unreadable.';
COMMENT ON COLUMN commitment_history.fiscal_year IS 'Fiscal year of the budget that lists it.';
COMMENT ON COLUMN commitment_history.budget_version IS 'Version of that budget.';
COMMENT ON COLUMN commitment_history.before_yen IS 'Limit (限度額) before, in yen: as this text prints it, else as adopted before; NULL for a new commitment.';
COMMENT ON COLUMN commitment_history.after_yen IS 'Limit after, in yen; NULL where it was withdrawn or is unreadable.';
COMMENT ON COLUMN commitment_history.change_kind IS '変更 (changed), 追加 (added), 新規 (new) or 廃止 (withdrawn), as in commitment_changes; NULL where this budget changes nothing of it.';
COMMENT ON COLUMN commitment_history.change_yen IS 'After less before, in yen; the whole limit where an amendment sets it anew: safe to sum. NULL in an initial budget, which amends nothing, and where nothing tells what stood before.';
COMMENT ON COLUMN commitment_history.stated_change_yen IS 'The change as the prose states it, in yen, once; the whole limit for a new one. NULL where it states none.';
COMMENT ON COLUMN commitment_history.first_bearing_year IS 'First fiscal year that bears the cost, after the change.';
COMMENT ON COLUMN commitment_history.last_bearing_year IS 'Last fiscal year that bears the cost, after the change.';
COMMENT ON COLUMN commitment_history.is_withdrawn IS 'True where it is listed before the amendment and no more after it.';
COMMENT ON COLUMN commitment_history.before_status IS 'Status of the limit before.';
COMMENT ON COLUMN commitment_history.after_status IS 'Status of the limit after.';
COMMENT ON COLUMN commitment_history.adopted_before_yen IS 'Limit in the version before that is known, in yen; NULL where there is none.';
COMMENT ON COLUMN commitment_history.before_is_as_adopted IS 'Whether what this text calls 補正前 is what was adopted before; NULL where one of them is not there.';
COMMENT ON COLUMN commitment_history.adopted_before_file_name IS 'File name of the text that adopted it before.';
COMMENT ON COLUMN commitment_history.agency IS 'The agency: commitments of two agencies are never compared or chosen between. NULL where the text does not name it; such texts are one agency.';
COMMENT ON COLUMN commitment_history.committee IS 'Committee or council that adopted this version: the first to print it.';
COMMENT ON COLUMN commitment_history.meeting_number IS 'N of 第N回.';
COMMENT ON COLUMN commitment_history.meeting_date IS 'Day of that meeting.';
COMMENT ON COLUMN commitment_history.file_name IS 'The text''s file name.';
COMMENT ON COLUMN commitment_history.source_line IS 'Line of the listing in that file, from 1.';
COMMENT ON COLUMN commitment_history.segment_name IS 'Segment that the matter names; NULL where it names none.';
COMMENT ON COLUMN commitment_history.segment_evidence IS 'name: the matter has the segment''s name (no figure proves it); not stated: nothing says whose it is.';
COMMENT ON COLUMN commitment_history.segment_words IS 'The words of the matter that name the segment.';
