"""How expectations name places and words, in English."""

from __future__ import annotations

from pipelines.narrative.model import RuleClause

_LONGEST_QUOTATION = 40


def place_name(article: str | None, paragraph: str | None, item: str | None, *, is_heading: bool) -> str:
    """Article 3 paragraph 1 item 4, as far as it is known."""
    if is_heading:
        return f"the heading of article {article}" if article else "a heading"
    named = (("article", article), ("paragraph", paragraph), ("item", item))
    return " ".join(f"{unit} {number}" for unit, number in named if number) or "the rule"


def clause_place(clause: RuleClause) -> str:
    """The place a clause names, with the last item of its range."""
    name = place_name(clause.article_number, clause.paragraph_number, clause.item_number, is_heading=clause.is_heading)
    return f"{name} to {clause.last_item_number}" if clause.last_item_number else name


def quoted(words: str | None) -> str:
    """The words in quotation marks, long ones cut."""
    text = (words or "").replace("\n", " ")
    return f"「{text if len(text) <= _LONGEST_QUOTATION else text[: _LONGEST_QUOTATION - 1] + '…'}」"
