-- The documents that this batch's ones take the place of: they stay recorded, their facts go.
CREATE OR REPLACE TEMP TABLE superseded AS
SELECT document_key
FROM dim_document
JOIN dim_meeting USING (meeting_key)
WHERE is_current AND meeting_id IN (SELECT meeting_id FROM staged_document WHERE is_current);
DELETE FROM fact_law_reference WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_date_mention WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_rule_check WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_rule_difference WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_rule_provision WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_rule_clause WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM dim_rule_change WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_number WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_quantity WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM dim_glossary_entry WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_passage WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM bridge_section_segment
WHERE section_key IN (SELECT section_key FROM dim_section JOIN superseded USING (document_key));
DELETE FROM dim_section WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM dim_programme WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM dim_part WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_commitment_change WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_correction WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_finding WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_assumption WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_dispute WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_explanation WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_structural_repair WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_repair WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_identity_check WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_advance_receipt WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_commitment WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_amount WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM fact_figure WHERE document_key IN (SELECT document_key FROM superseded);
DELETE FROM dim_meeting_step
WHERE meeting_key IN (SELECT meeting_key FROM dim_document JOIN superseded USING (document_key));
DELETE FROM dim_agenda_item
WHERE meeting_key IN (SELECT meeting_key FROM dim_document JOIN superseded USING (document_key));
UPDATE dim_document SET is_current = false WHERE document_key IN (SELECT document_key FROM superseded)
