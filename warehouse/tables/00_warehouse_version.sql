CREATE TABLE IF NOT EXISTS warehouse_version (
    version INTEGER NOT NULL,
    reached_at TIMESTAMP WITH TIME ZONE NOT NULL,
    objects_sha256 VARCHAR NOT NULL
);

COMMENT ON TABLE warehouse_version IS 'One row: the version of the tables. A newer program migrates an older warehouse when it next ingests.';
COMMENT ON COLUMN warehouse_version.version IS 'Number of the last migration that the tables hold: that of the newest file in warehouse/migrations/. A warehouse without this table is version 1.';
COMMENT ON COLUMN warehouse_version.reached_at IS 'When the warehouse was created with it or migrated to it.';
COMMENT ON COLUMN warehouse_version.objects_sha256 IS 'Fingerprint of tables, views, macros and comments as they were last created: where it is the same, there is nothing to do.';
