"""Dagster's skin: all that knows it, and what runs, watches and reports ingestions.

No parsing, no arithmetic, no SQL: assets, checks, sensors are a few lines over the functions of the other rooms.
"""
