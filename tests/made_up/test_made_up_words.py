"""Made-up meetings: whatever is found in the words stands in its line at the characters that are told."""

from __future__ import annotations

import pytest

from expectations.rule_book import rule_book
from pipelines.interpreting.document import interpret
from pipelines.narrative.document import narrate
from pipelines.narrative.model import Narrative
from pipelines.reading.blocks import read_blocks
from pipelines.reading.source import read_text
from tests.support.made_up_meetings import make_meeting, reiwa_meeting, seventh_meeting

pytestmark = pytest.mark.slow

TEXTS = {
    "seventh": seventh_meeting().text,
    "reiwa": reiwa_meeting().text,
    **{f"seed {seed}": make_meeting(seed) for seed in range(4)},
}


def narrated(text: str) -> Narrative:
    source = read_text(text.encode(), "made-up.txt")
    blocks = read_blocks(source)
    return narrate(source, blocks, interpret(source, rule_book(), blocks))


@pytest.mark.parametrize("name", TEXTS)
def test_everything_found_in_words_stands_where_it_is_told_to_stand(name: str) -> None:
    narrative = narrated(TEXTS[name])
    lines = {passage.line: passage.printed or "" for passage in narrative.passages}
    found = [
        *((one.line, one.start, one.end, one.printed_text) for one in narrative.numbers),
        *((one.line, one.start, one.end, one.printed_text) for one in narrative.quantities),
        *((one.line, one.start, one.end, one.printed_text) for one in narrative.law_references),
        *((one.line, one.start, one.end, one.printed_text) for one in narrative.dates),
    ]
    wrong = [one for one in found if lines[one[0]][one[1] : one[2]] != one[3]]
    assert wrong == []
    assert len(narrative.numbers) > 50


@pytest.mark.parametrize("name", TEXTS)
def test_every_row_of_a_statement_says_which_one_it_belongs_to(name: str) -> None:
    source = read_text(TEXTS[name].encode(), "made-up.txt")
    blocks = read_blocks(source)
    materials = interpret(source, rule_book(), blocks)
    told = {passage.line: passage.statement_code for passage in narrate(source, blocks, materials).passages}
    figures = [figure for figure in materials.figures if figure.statement_code]
    assert figures
    assert all(told[figure.line] == figure.statement_code for figure in figures)
