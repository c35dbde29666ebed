"""Markdown's table rows: cells between pipes, with or without pipes at both ends."""

from __future__ import annotations

import re

_PIPE = re.compile(r"(?<!\\)\|")
_SEPARATOR = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")


def is_separator(text: str) -> bool:
    """Whether a line is the rule under a header (|---|---:|)."""
    return "|" in text and "--" in text and _SEPARATOR.fullmatch(text) is not None


def is_enclosed(text: str) -> bool:
    """Whether a line begins and ends with a pipe: a row wherever it stands."""
    plain = text.strip()
    return plain.startswith("|") and len(plain) > 2 and _PIPE.search(plain, len(plain) - 1) is not None


def split_pipes(text: str, *, with_outer: bool = True) -> tuple[str, ...] | None:
    """The cells of a row; None where the line has no pipe. A pipe at its start or end is an outer one, or a cell's."""
    if "|" not in text:
        return None
    cells = _PIPE.split(text)
    if len(cells) == 1:
        return None
    if with_outer and not cells[0].strip():
        cells = cells[1:]
    if with_outer and len(cells) > 1 and not cells[-1].strip():
        cells = cells[:-1]
    return tuple(_cell(cell).replace("\\|", "|") for cell in cells)


def _cell(text: str) -> str:
    """A cell without the blank that sets it apart from its pipes; more blanks before a word are its indent."""
    return text.removeprefix(" ").rstrip() if text.strip() else ""
