"""Which documents are due for a run, and how often a run is asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pipelines.documents.quarantine import Quarantined
from pipelines.documents.registry import Entry
from pipelines.orchestration.backlog import Attempts, documents_due, request_key, to_take_now

RAW = Path("/raw")
MANY = 100
NOON = datetime(2027, 1, 1, 12, tzinfo=UTC)


def entry(name: str, path: Path | None = None) -> Entry:
    return Entry(f"{name}~1", name * 8, name, path or RAW / name, "/in", NOON)


def quarantined(name: str, parser_version: str) -> Quarantined:
    return Quarantined(f"{name}~1", name * 8, name, "/w", ("bad",), False, parser_version, NOON, Path("/quarantine/q"))


def names(entries: tuple[Entry, ...]) -> list[str]:
    return [each.file_name for each in entries]


def test_what_arrived_and_became_nothing_yet_is_due() -> None:
    due = documents_due(
        [entry("new"), entry("known"), entry("bad")], {"known" * 8}, [quarantined("bad", "1")], RAW, "1"
    )
    assert names(due) == ["new"]


def test_what_was_ingested_by_hand_from_elsewhere_is_not_due() -> None:
    assert documents_due([entry("mine", Path("/home/mine.txt"))], {}, [], RAW, "1") == ()


def test_what_an_older_parser_refused_is_due_from_quarantine_where_its_file_is_gone(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_bytes(b"")
    entries = [entry("bad", there), entry("gone", Path("/gone"))]
    due = documents_due(entries, {}, [quarantined("bad", "1"), quarantined("gone", "1")], RAW, "2")
    assert [each.path for each in due] == [there, Path("/quarantine/q")]


def test_a_document_that_becomes_nothing_waits_longer_each_time() -> None:
    attempts: dict[str, Attempts] = {}
    now, waits = 0.0, []
    for _ in range(8):
        taken, attempts = to_take_now([entry("a")], attempts, "1", now, MANY)
        assert names(taken) == ["a"]
        (tried,) = attempts.values()
        assert to_take_now([entry("a")], attempts, "1", tried.not_before - 1, MANY) == ((), attempts)
        waits.append(tried.not_before - now)
        now = tried.not_before
    assert waits == [60, 240, 960, 3840, 15360, 61440, 86400, 86400]


def test_another_parser_starts_anew_and_what_is_due_no_more_is_forgotten() -> None:
    _, attempts = to_take_now([entry("a"), entry("b")], {}, "1", 0, MANY)
    taken, attempts = to_take_now([entry("a")], attempts, "2", 1, MANY)
    assert names(taken) == ["a"]
    assert [tried.count for tried in attempts.values()] == [1]


def test_each_attempt_is_another_request_and_the_order_of_the_documents_does_not_matter() -> None:
    both, first = to_take_now([entry("a"), entry("b")], {}, "1", 0, MANY)
    again, second = to_take_now([entry("b"), entry("a")], first, "1", 1000, MANY)
    assert request_key(both, first, "1") == request_key(again, first, "1") != request_key(again, second, "1")


def test_what_is_new_does_not_wait_with_what_failed_before() -> None:
    _, attempts = to_take_now([entry("bad")], {}, "1", 0, MANY)
    taken, attempts = to_take_now([entry("bad"), entry("new")], attempts, "1", 100, MANY)
    assert names(taken) == ["new"]
    assert names(to_take_now([entry("bad"), entry("new")], attempts, "1", 101, MANY)[0]) == ["bad"]


def test_what_failed_twice_together_is_tried_one_by_one_without_more_waiting() -> None:
    both = [entry("a"), entry("b")]
    attempts: dict[str, Attempts] = {}
    for now in (0, 100):
        taken, attempts = to_take_now(both, attempts, "1", now, MANY)
        assert names(taken) == ["a", "b"]
    first, attempts = to_take_now(both, attempts, "1", 1000, MANY)
    second, attempts = to_take_now(both, attempts, "1", 1001, MANY)
    assert [names(first), names(second)] == [["a"], ["b"]]
    assert to_take_now(both, attempts, "1", 1002, MANY)[0] == ()


def test_a_run_takes_no_more_than_a_batch_and_the_rest_is_for_the_next_one() -> None:
    due = [entry(name) for name in "abc"]
    taken, attempts = to_take_now(due, {}, "1", 0, 2)
    rest, attempts = to_take_now(due, attempts, "1", 1, 2)
    assert [names(taken), names(rest)] == [["a", "b"], ["c"]]
    assert to_take_now(due, attempts, "1", 2, 2)[0] == ()
