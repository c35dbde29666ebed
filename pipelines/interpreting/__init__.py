"""From blocks to what they mean: the meeting, statement tables, commitments, advance receipts, findings."""
