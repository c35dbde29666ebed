"""Commands of `tsujitsuma` that run no pipeline: they explain, lint, and lend the engine to other tables."""
