"""The campaign of damaged texts: the same seed damages alike, every class can, and what is trusted wrongly is seen."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from expectations.rule_book import RuleBook
from pipelines.identities.settling import Settled, settle
from pipelines.interpreting.document import interpret
from pipelines.reading.source import SourceText

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def judging(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The judge, as the benchmark imports it; gone afterwards."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(FOLDER))
    import judging

    yield judging
    for name in set(sys.modules) - before:
        if getattr(sys.modules[name], "__file__", "") and str(FOLDER) in str(sys.modules[name].__file__):
            del sys.modules[name]


def without_structure(source: SourceText, rules: RuleBook) -> Settled:
    """Slips of cells alone, as before slips of structure were known."""
    return settle(interpret(source, rules), rules)


def test_every_class_changes_the_text_and_alike_for_the_same_seed(judging: ModuleType) -> None:
    sound = judging.TEXT.read_bytes()
    shown = [name for name, each in judging.CLASSES.items() if each.is_shown]
    for name in (*shown, judging.MIXED):
        task = judging.Task(name, 2, 7)
        text = judging.damaged(task)
        assert text.content != sound, name
        assert len(text.slips) == 2, name
        assert judging.damaged(task) == text, name
        assert judging.damaged(judging.Task(name, 2, 8)).content != text.content, name


def test_what_no_text_shows_is_an_outcome_of_its_own(judging: ModuleType) -> None:
    judged = judging.judge(judging.Task("columns_untied", 1, 1))
    assert judged.outcome is judging.Outcome.UNSHOWN
    assert len(judged.wrong) == 6


def test_exchanged_labels_are_told_as_such_and_a_wrong_digit_too(judging: ModuleType) -> None:
    labels, digit = (judging.judge(judging.Task(name, 1, 1)) for name in ("labels_near", "digit"))
    assert (labels.outcome, digit.outcome) == (judging.Outcome.TOLD, judging.Outcome.TOLD)
    assert (labels.wrong, digit.hit, digit.hit_and_right) == ((), 1, 1)


def test_what_is_trusted_in_a_wrong_place_is_seen_with_its_line_cell_and_key(
    judging: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "settle_source", without_structure)
    judged = judging.judge(judging.Task("unit_changed", 1, 1))
    assert judged.outcome is judging.Outcome.WRONG
    first = judged.wrong[0]
    assert (first.line, first.cell) > (0, 0)
    assert first.key[-1] != "1000"
    assert first.truth != first.settled


def test_an_error_of_the_program_is_an_outcome_of_its_own(judging: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Settled:
        raise IndexError("lost")

    monkeypatch.setattr(judging, "settle_source", broken)
    judged = judging.judge(judging.Task("digit", 1, 1))
    assert (judged.outcome, judged.error) == (judging.Outcome.CRASHED, "IndexError: lost")


def test_the_command_ends_with_1_where_anything_is_trusted_wrongly(
    judging: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    import corruption
    from click.testing import CliRunner

    arguments = ["--class", "unit_changed", "--texts", "1", "--seed", "1", "--processes", "1"]
    assert CliRunner().invoke(corruption.main, arguments).exit_code == 0
    monkeypatch.setattr(judging, "settle_source", without_structure)
    failed = CliRunner().invoke(corruption.main, arguments)
    assert failed.exit_code == 1
    assert "unit_changed ×1 seed 1" in failed.output
