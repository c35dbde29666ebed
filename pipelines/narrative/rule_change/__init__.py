"""Changes of rules: amending clauses, the comparison of new and old text, and how they agree."""

from pipelines.narrative.rule_change.reading import read_rule_changes

__all__ = ["read_rule_changes"]
