"""Slips of structure: units, labels, columns, headers and years that a text has wrong, as one slip each."""
