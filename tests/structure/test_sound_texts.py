"""Sound texts of several budgets and years: nothing speaks against them, so that no slip of structure is looked for."""

from __future__ import annotations

import pytest

from expectations.rule_book import rule_book
from pipelines.identities.placement import place_identities
from pipelines.interpreting.document import interpret
from pipelines.reading.source import read_text
from pipelines.structure.evidence import Evidence
from tests.support.made_up_meetings import MadeUpMeeting, random_meeting, reiwa_meeting, seventh_meeting
from tests.support.structural_texts import FILE

pytestmark = pytest.mark.slow


def evidence_of(text: str) -> Evidence:
    materials = interpret(read_text(text.encode(), "sound.txt"), rule_book())
    return Evidence(materials, place_identities(materials, rule_book()))


@pytest.mark.parametrize("meeting", [seventh_meeting(), reiwa_meeting(), random_meeting(5), random_meeting(7)])
def test_several_budgets_in_one_text_are_no_contradiction(meeting: MadeUpMeeting) -> None:
    assert evidence_of(meeting.text).weight.penalty == 0


def test_lost_signs_alone_are_no_slip_of_structure() -> None:
    assert not evidence_of(FILE.read_text(encoding="utf-8")).is_suspicious
