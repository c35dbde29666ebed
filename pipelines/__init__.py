"""The pipeline's code: text → blocks → figures → verdicts → warehouse."""
