SELECT table_name AS object_name, NULL AS column_name, comment
FROM duckdb_tables() WHERE database_name = current_database() AND comment IS NOT NULL
UNION ALL
SELECT view_name, NULL, comment
FROM duckdb_views() WHERE database_name = current_database() AND comment IS NOT NULL
UNION ALL
SELECT table_name, column_name, comment
FROM duckdb_columns() WHERE database_name = current_database() AND comment IS NOT NULL
