CREATE TABLE IF NOT EXISTS dim_part (
    part_key BIGINT PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES dim_document (document_key),
    part_number INTEGER NOT NULL,
    part_kind VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    agenda_item_number INTEGER,
    agenda_evidence VARCHAR CHECK (agenda_evidence IN ('title', 'words', 'position')),
    first_line INTEGER NOT NULL,
    last_line INTEGER NOT NULL
);

COMMENT ON TABLE dim_part IS 'Parts of a document: cover, agenda, budgets, plan, rules. Together they hold every line.';
COMMENT ON COLUMN dim_part.part_key IS 'Surrogate key.';
COMMENT ON COLUMN dim_part.document_key IS 'The document.';
COMMENT ON COLUMN dim_part.part_number IS 'Order in the document, from 1.';
COMMENT ON COLUMN dim_part.part_kind IS 'cover, agenda, supplementary_budget, budget, settlement, summary, business_plan, business_policy, business_report, rule_change; other where its title is not known.';
COMMENT ON COLUMN dim_part.title IS 'Its title as printed; its first line where it has none.';
COMMENT ON COLUMN dim_part.agenda_item_number IS 'Item of the agenda (dim_agenda_item.item_number) that it answers to; NULL where none is known.';
COMMENT ON COLUMN dim_part.agenda_evidence IS 'title: the very title of the item; words: the words of its subject; position: it follows a part of that item.';
COMMENT ON COLUMN dim_part.first_line IS 'First line in the file, from 1.';
COMMENT ON COLUMN dim_part.last_line IS 'Last line in the file.';
