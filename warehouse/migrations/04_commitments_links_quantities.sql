-- From version 3 to 4, commitments, links and quantities. What is told anew of texts that were read before stays
-- unsaid until they are read again: changes of commitments have no kind, links no words, quantities no totals.
ALTER TABLE previous_fact_commitment ADD COLUMN segment_evidence VARCHAR DEFAULT 'not stated';
ALTER TABLE previous_fact_advance_receipt ADD COLUMN segment_evidence VARCHAR DEFAULT 'not stated';
