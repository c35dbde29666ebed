"""The outside → the raw store: what lies in the watched folders and addresses, copied byte for byte.

Nothing here reads what a document says.
"""
