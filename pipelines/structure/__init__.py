"""Slips of structure: units, labels, columns, headers and years that a text has wrong, as one slip each.

Slips of single cells are the engine's; how a table is read in the first place is interpreting's.
"""
