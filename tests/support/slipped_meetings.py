"""Texts of meetings with slips of structure, told and not to be told, and with readings that are assumed."""

from __future__ import annotations

import re

from tests.support.small_texts import meeting_text, noise_text
from tests.support.structural_texts import labels_exchanged, lines_with, unknown_names

# 事業費 and 一般管理費 of the segment cash plan; the total statement prints them in lines 700 and 701.
EXCHANGED = (820, 821)


def told() -> str:
    """Two labels exchanged, which the order of the rows tells."""
    return "\n".join(lines_with(labels_exchanged(*EXCHANGED)))


def untold() -> str:
    """Two labels exchanged between names that no chart knows: nothing tells which table is right."""
    return "\n".join(lines_with(unknown_names, labels_exchanged(*EXCHANGED)))


def assumed(number: int = 8) -> str:
    """A table over which no unit is printed."""
    return re.sub(r"\(単位：千円\)\n\n", "", meeting_text(number))


def decided_by_nothing(number: int = 9) -> str:
    """Identities fail, and no smallest correction is the only one."""
    return noise_text(number)
