"""Texts of meetings with slips of structure, told and not to be told, and with readings that are assumed."""

from __future__ import annotations

import re

from tests.support.small_texts import meeting_text
from tests.support.structural_texts import labels_exchanged, lines_with, unknown_names

# 事業費 and 一般管理費 of the segment cash plan; the total statement prints them in lines 700 and 701.
EXCHANGED = (820, 821)
TOLD, UNTOLD, ASSUMED, RIVALS = "told.txt", "untold.txt", "assumed.txt", "rivals.txt"


def told() -> str:
    """Two labels exchanged, which the order of the rows tells."""
    return "\n".join(lines_with(labels_exchanged(*EXCHANGED)))


def untold(number: int = 21) -> str:
    """Two labels exchanged between names that no chart knows: nothing tells which table is right."""
    lines = lines_with(unknown_names, labels_exchanged(*EXCHANGED))
    return "\n".join(lines).replace("第6回", f"第{number}回", 1)


def assumed(number: int = 8) -> str:
    """A table over which no unit is printed."""
    return re.sub(r"\(単位：千円\)\n\n", "", meeting_text(number))


def rivals(number: int = 11) -> str:
    """An identity fails, and several corrections are as small as each other."""
    return meeting_text(number, grants="200")


def doubtful_texts() -> dict[str, str]:
    """Texts by file name, each of another meeting."""
    return {TOLD: told(), UNTOLD: untold(), ASSUMED: assumed(), RIVALS: rivals()}
