"""A warehouse as a lake: DuckLake's Parquet files with PostgreSQL as its catalog, for several writers."""
