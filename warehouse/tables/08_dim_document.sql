CREATE TABLE IF NOT EXISTS dim_document (
    document_key INTEGER PRIMARY KEY,
    meeting_key INTEGER NOT NULL REFERENCES dim_meeting (meeting_key),
    file_name VARCHAR NOT NULL,
    content_sha256 VARCHAR NOT NULL,
    byte_count BIGINT NOT NULL,
    line_count INTEGER NOT NULL,
    parser_version VARCHAR NOT NULL,
    loaded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    is_current BOOLEAN NOT NULL,
    written_lines INTEGER[]
);

COMMENT ON TABLE dim_document IS 'Texts that were read. A changed text of the same meeting is a new document; the latest one counts.';
COMMENT ON COLUMN dim_document.document_key IS 'Surrogate key.';
COMMENT ON COLUMN dim_document.meeting_key IS 'The meeting whose materials it holds.';
COMMENT ON COLUMN dim_document.file_name IS 'Name of the file.';
COMMENT ON COLUMN dim_document.content_sha256 IS 'SHA-256 of its bytes, hexadecimal.';
COMMENT ON COLUMN dim_document.byte_count IS 'Size of the file in bytes.';
COMMENT ON COLUMN dim_document.line_count IS 'Lines in the text.';
COMMENT ON COLUMN dim_document.parser_version IS 'Version of this product that read it; after + fingerprints of its rule book and of the text''s corrections.';
COMMENT ON COLUMN dim_document.loaded_at IS 'Time of loading.';
COMMENT ON COLUMN dim_document.is_current IS 'True for the document whose figures the facts hold; one a meeting.';
COMMENT ON COLUMN dim_document.written_lines IS 'Lines of the text that are not blank, from 1, as the file has them: each is a passage. NULL for documents read before version 4 of the warehouse.';
