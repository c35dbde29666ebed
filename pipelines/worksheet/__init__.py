"""The engine for a table of one's own: rules from YAML, values from CSV, an answer for each record."""
