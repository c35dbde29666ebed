"""The dashboard: a static site of what a warehouse holds and how far it can be trusted."""
