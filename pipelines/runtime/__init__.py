"""What any process needs: paths, settings, locks, workers, progress.

Nothing here knows documents, figures or Dagster.
"""
