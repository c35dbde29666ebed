"""Write, audit, publish: staging, what keeps a document out, the warehouse, the dashboard's site.

Nothing here decides what a figure is, and nothing knows Dagster.
"""
