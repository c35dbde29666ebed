CREATE OR REPLACE VIEW rule_changes AS
SELECT
    document.file_name,
    meeting.committee,
    meeting.meeting_number,
    meeting.meeting_date,
    change.rule_name,
    change.adopted_on AS rule_adopted_on,
    change.adopted_by AS rule_adopted_by,
    change.in_force_on AS change_in_force_on,
    (
        SELECT count(*) FROM fact_rule_clause AS clause WHERE clause.rule_change_key = change.rule_change_key
    ) AS clause_count,
    (
        SELECT count(*)
        FROM fact_rule_provision AS provision
        WHERE provision.rule_change_key = change.rule_change_key
            AND provision.new_text IS DISTINCT FROM provision.old_text
    ) AS changed_provision_count,
    change.first_line,
    change.last_line
FROM dim_rule_change AS change
JOIN dim_document AS document USING (document_key)
JOIN dim_meeting AS meeting USING (meeting_key)
ORDER BY change.rule_change_key;

COMMENT ON VIEW rule_changes IS 'Changes of rules that meetings were asked for. The dates say whose they are: of the rule itself, or of its change.';
COMMENT ON COLUMN rule_changes.file_name IS 'File name of the text.';
COMMENT ON COLUMN rule_changes.committee IS 'Committee or council that was asked.';
COMMENT ON COLUMN rule_changes.meeting_number IS 'Number of the meeting.';
COMMENT ON COLUMN rule_changes.meeting_date IS 'Day of the meeting before which the change was put; when it was adopted, the text does not say.';
COMMENT ON COLUMN rule_changes.rule_name IS 'The rule that is changed.';
COMMENT ON COLUMN rule_changes.rule_adopted_on IS 'When the rule itself was adopted, before this change.';
COMMENT ON COLUMN rule_changes.rule_adopted_by IS 'Who adopted the rule itself.';
COMMENT ON COLUMN rule_changes.change_in_force_on IS 'From when the change is in force (施行日); NULL where no date is given.';
COMMENT ON COLUMN rule_changes.clause_count IS 'Number of amending actions.';
COMMENT ON COLUMN rule_changes.changed_provision_count IS 'Provisions of the comparison whose texts differ, or that only one side has; those that are only renumbered are not counted.';
COMMENT ON COLUMN rule_changes.first_line IS 'First line in the file.';
COMMENT ON COLUMN rule_changes.last_line IS 'Last line in the file.';
