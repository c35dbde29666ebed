SELECT dispute.document_key, dispute.dispute_number, dispute.reason, dispute.figure_keys, dispute.identity_check_keys
FROM fact_dispute AS dispute
JOIN batch USING (document_key)
ORDER BY dispute.document_key, dispute.dispute_number
