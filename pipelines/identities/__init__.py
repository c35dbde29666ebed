"""The rule book's identities in a document: placed, handed to the engine, linted, explained.

The rules themselves stand in expectations/, the arithmetic in reconcile/; no file, no database here.
"""
