CREATE TABLE IF NOT EXISTS fact_amount (
    meeting_key INTEGER NOT NULL REFERENCES dim_meeting (meeting_key),
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    statement_key INTEGER NOT NULL REFERENCES dim_statement (statement_key),
    account_key INTEGER NOT NULL REFERENCES dim_account (account_key),
    segment_key INTEGER NOT NULL REFERENCES dim_segment (segment_key),
    fiscal_year_key INTEGER NOT NULL REFERENCES dim_fiscal_year (fiscal_year_key),
    budget_version_key INTEGER NOT NULL REFERENCES dim_budget_version (budget_version_key),
    amount_yen BIGINT,
    unit_yen BIGINT NOT NULL,
    status VARCHAR NOT NULL CHECK (status IN ('proven', 'repaired', 'unchecked', 'disputed')),
    printing_count INTEGER NOT NULL,
    PRIMARY KEY (meeting_key, statement_key, account_key, segment_key, fiscal_year_key, budget_version_key)
);

COMMENT ON TABLE fact_amount IS 'One row for each meeting, statement, account, segment, fiscal year and budget version: the settled amount.';
COMMENT ON COLUMN fact_amount.meeting_key IS 'The meeting.';
COMMENT ON COLUMN fact_amount.document_key IS 'The document that counts for the meeting.';
COMMENT ON COLUMN fact_amount.statement_key IS 'The statement.';
COMMENT ON COLUMN fact_amount.account_key IS 'The account.';
COMMENT ON COLUMN fact_amount.segment_key IS 'The segment or 合計.';
COMMENT ON COLUMN fact_amount.fiscal_year_key IS 'The fiscal year.';
COMMENT ON COLUMN fact_amount.budget_version_key IS 'The version of the budget.';
COMMENT ON COLUMN fact_amount.amount_yen IS 'The settled amount in yen; NULL when disputed and unreadable.';
COMMENT ON COLUMN fact_amount.unit_yen IS 'How exactly the amount is known, in yen: the finest unit in which it is printed.';
COMMENT ON COLUMN fact_amount.status IS 'The worst status among its printings in the finest unit.';
COMMENT ON COLUMN fact_amount.printing_count IS 'How often the text prints it, in any unit.';
