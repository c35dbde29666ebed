"""Meetings after the sixth, made up: read and settled value by value, with all signs printed and with signs lost."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from expectations.rule_book import rule_book
from pipelines.identities.settling import Settled, settle
from pipelines.interpreting.document import interpret
from pipelines.interpreting.model import Figure
from pipelines.reading.source import read_text
from pipelines.reconcile import DisputeReason, Status, candidates
from tests.support.made_up_books import Agency, sixth_meeting_books
from tests.support.made_up_meetings import (
    MARK,
    Initial,
    MadeUpMeeting,
    Part,
    Settlement,
    Supplementary,
    TrueFigure,
    made_up_meeting,
    make_meeting,
    random_meeting,
    reiwa_meeting,
    seventh_meeting,
)

pytestmark = pytest.mark.slow

TRUSTED = (Status.PROVEN, Status.REPAIRED)
REIWA_PARTS = (
    Settlement(2018, 1, is_comparative=True),
    Supplementary(2019, 12, by_segment=("after", "before")),
    Initial(2020),
)


def settled(meeting: MadeUpMeeting) -> Settled:
    return settle(interpret(read_text(meeting.text.encode(), meeting.file_name), rule_book()), rule_book())


def reiwa_part(part: Part, *, signs_lost: float) -> MadeUpMeeting:
    agency = Agency(31, has_new_accounts=True, opened=2019, losses=True, grain={"settlement": 1})
    day = date(2019, 12, 16)
    return made_up_meeting(agency, committee="代表者会議", number=24, day=day, parts=(part,), signs_lost=signs_lost)


def meaning_of(figure: Figure) -> tuple[object, ...]:
    place = (figure.statement_code, figure.account_path, figure.segment_name)
    period = (figure.period.fiscal_year, figure.period.budget_version)
    return (*place, *period, figure.measure.value, figure.unit_yen, figure.printed_text)


def truth_of(figure: TrueFigure) -> tuple[object, ...]:
    place = (figure.statement_code, figure.account_path, figure.segment_name)
    period = (figure.fiscal_year, figure.budget_version)
    return (*place, *period, figure.measure, figure.unit_yen, figure.printed_text)


def assert_every_figure_is_in_its_place(found: Settled, meeting: MadeUpMeeting) -> None:
    truth = {(figure.line, figure.cell): truth_of(figure) for figure in meeting.figures}
    assert {(figure.line, figure.cell): meaning_of(figure) for figure in found.materials.figures} == truth


def statuses(found: Settled) -> Counter[Status]:
    return Counter(verdict.status for verdict in found.verdicts.figures)


def wrong_but_trusted(found: Settled, meeting: MadeUpMeeting) -> list[tuple[int, int]]:
    truth = {(figure.line, figure.cell): figure.yen for figure in meeting.figures}
    return [
        (figure.line, figure.cell)
        for figure, verdict in zip(found.materials.figures, found.verdicts.figures, strict=True)
        if verdict.status in TRUSTED and verdict.settled != truth[figure.line, figure.cell]
    ]


def repaired(found: Settled) -> set[tuple[int, int]]:
    figures = {figure.number: figure for figure in found.materials.figures}
    return {(figures[repair.figure].line, figures[repair.figure].cell) for repair in found.verdicts.repairs}


def lost(meeting: MadeUpMeeting) -> set[tuple[int, int]]:
    return {(figure.line, figure.cell) for figure in meeting.figures if figure.has_lost_sign}


def assert_proven_value_by_value(meeting: MadeUpMeeting) -> None:
    found = settled(meeting)
    assert_every_figure_is_in_its_place(found, meeting)
    assert statuses(found).keys() <= {Status.PROVEN, Status.UNCHECKED}
    truth = [figure.yen for figure in meeting.figures]
    assert [verdict.settled for verdict in found.verdicts.figures] == truth


def assert_exactly_the_lost_signs_are_repaired(meeting: MadeUpMeeting) -> None:
    found = settled(meeting)
    assert_every_figure_is_in_its_place(found, meeting)
    assert wrong_but_trusted(found, meeting) == []
    assert lost(meeting) != set()
    assert repaired(found) == lost(meeting)
    assert statuses(found)[Status.DISPUTED] == 0


def test_every_text_says_on_its_cover_that_it_is_made_up() -> None:
    assert "架空" in MARK
    for text in (seventh_meeting().text, reiwa_meeting().text, make_meeting(0)):
        assert text.splitlines()[0] == MARK


def test_the_same_seed_gives_the_same_text() -> None:
    assert make_meeting(3) == make_meeting(3) != make_meeting(4)


@pytest.mark.parametrize("meeting", [seventh_meeting(), reiwa_meeting()], ids=["seventh", "reiwa"])
def test_with_all_signs_printed_every_figure_is_proven(meeting: MadeUpMeeting) -> None:
    assert_proven_value_by_value(meeting)


def test_what_the_seventh_meeting_calls_before_is_what_the_sixth_adopted() -> None:
    found = settled(seventh_meeting())
    adopted = sixth_meeting_books()
    before = {
        (figure.segment_name, f"{figure.statement_code}/{figure.account_path}"): verdict.settled
        for figure, verdict in zip(found.materials.figures, found.verdicts.figures, strict=True)
        if figure.period.budget_version == "initial" and figure.unit_yen == 1_000
    }
    assert before == {(segment, key): yen for segment, books in adopted.items() for key, yen in books.items()}


def test_every_row_of_a_supplementary_budget_is_checked_before_change_and_after() -> None:
    found = settled(seventh_meeting())
    rows = Counter(i.rule.name for i in found.identities)["supplementary_change"]
    changes = [figure for figure in found.materials.figures if figure.measure == "change"]
    assert rows == sum(figure.period.budget_version == "supplementary_june" for figure in changes) > 800


def test_lost_signs_of_the_seventh_meeting_are_repaired_and_nothing_else() -> None:
    assert_exactly_the_lost_signs_are_repaired(seventh_meeting(signs_lost=1.0))


@pytest.mark.parametrize("part", REIWA_PARTS, ids=["settlement", "supplementary", "initial"])
def test_lost_signs_of_losses_new_segments_and_new_accounts_are_repaired(part: Part) -> None:
    assert_exactly_the_lost_signs_are_repaired(reiwa_part(part, signs_lost=1.0))


@pytest.mark.slow
@pytest.mark.parametrize("most_slips", [500, 2_900])
def test_where_the_search_is_given_up_no_lost_sign_is_trusted(most_slips: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that hold as printed with all their signs lost, too: only a row that does not was to show them."""
    monkeypatch.setattr(candidates, "MOST_SLIPS", most_slips)
    meeting = reiwa_part(Supplementary(2019, 6), signs_lost=1.0)
    found = settled(meeting)
    assert any(dispute.reason is DisputeReason.SEARCH_LIMIT for dispute in found.verdicts.disputes)
    assert wrong_but_trusted(found, meeting) == []


def test_lost_signs_of_three_tables_by_segment_are_repaired() -> None:
    assert_exactly_the_lost_signs_are_repaired(reiwa_part(Supplementary(2019, 6), signs_lost=1.0))


@pytest.mark.slow
def test_lost_signs_of_the_whole_reiwa_meeting_are_repaired() -> None:
    assert_exactly_the_lost_signs_are_repaired(reiwa_meeting(signs_lost=1.0))


def test_what_is_not_repaired_in_the_reiwa_meeting_is_disputed() -> None:
    meeting = reiwa_meeting(signs_lost=1.0)
    found = settled(meeting)
    assert wrong_but_trusted(found, meeting) == []
    assert repaired(found) <= lost(meeting)


@pytest.mark.parametrize(
    "part",
    [
        Settlement(2018, 1_000_000, is_comparative=True),
        Supplementary(2019, 12, 1_000_000, has_summary=False),
        Supplementary(2019, 12, 1, names_before=True),
        Initial(2020, 1_000_000, has_summary=False),
    ],
    ids=["settlement in millions", "supplementary in millions", "supplementary in yen", "initial in millions"],
)
def test_statements_in_yen_and_in_millions_are_proven(part: Part) -> None:
    agency = Agency(31, has_new_accounts=True, opened=2019, losses=True)
    day = date(2019, 12, 16)
    assert_proven_value_by_value(made_up_meeting(agency, committee="代表者会議", number=24, day=day, parts=(part,)))


@pytest.mark.parametrize("seed", range(8))
def test_whatever_the_seed_every_figure_is_proven(seed: int) -> None:
    assert_proven_value_by_value(random_meeting(seed))


@pytest.mark.parametrize("seed", range(8, 12))
def test_whatever_the_seed_no_lost_sign_is_trusted(seed: int) -> None:
    meeting = random_meeting(seed, signs_lost=0.7)
    found = settled(meeting)
    assert wrong_but_trusted(found, meeting) == []
    assert repaired(found) <= lost(meeting)
