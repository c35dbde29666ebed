"""Corrections by hand: applied before settling, shown as such, reported once they are no longer needed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from unicodedata import normalize

import pytest

from expectations.rule_book import rule_book
from pipelines.documents.corrections import (
    Correction,
    CorrectionsError,
    corrections_of,
    read_corrections,
    reading_version,
    without_document,
)
from pipelines.documents.frames import SettledDocument, normalise
from pipelines.documents.processing import RawDocument, ReadDocument, settle_document, understand
from pipelines.reconcile import SlipKind, Status
from tests.support.small_texts import meeting_text

HEADER = "document,line,cell,value,reason,by,date\n"
LINE = meeting_text().split("\n").index("事業負担金収入\t600") + 1


def written(folder: Path, *rows: str) -> tuple[Correction, ...]:
    file = folder / "corrections.csv"
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return read_corrections(file)


def settled(text: str, corrections: tuple[Correction, ...] = ()) -> SettledDocument:
    raw = RawDocument("a.txt", text.encode(), hashlib.sha256(text.encode()).hexdigest())
    document = understand(raw, rule_book())
    assert isinstance(document, ReadDocument)
    return settle_document(document, rule_book(), "1", corrections)


def test_a_corrected_figure_is_repaired_by_hand_and_shows_what_was_printed(tmp_path: Path) -> None:
    document = settled(
        meeting_text(burden="60"), written(tmp_path, f"a.txt,{LINE},1,600,seen in the PDF,甲,2026-01-31")
    )
    (repair,) = document.settled.verdicts.repairs
    assert (repair.kind, repair.settled) == (SlipKind.CORRECTED_BY_HAND, 600_000)
    assert document.settled.verdicts.figures[repair.figure].status is Status.REPAIRED
    frames = normalise([document]).by_name
    (row,) = frames["repair"].select("printed_text", "printed_yen", "settled_yen", "kind").rows()
    assert row == ("60", 60_000, 600_000, "corrected_by_hand")
    (told,) = frames["correction"].select("corrected_yen", "is_needed", "reason", "corrected_by").rows()
    assert told == (600_000, True, "seen in the PDF", "甲")


def test_a_correction_that_the_text_prints_itself_is_reported(tmp_path: Path) -> None:
    document = settled(meeting_text(), written(tmp_path, f"a.txt,{LINE},1,600,seen,甲,2026-01-31"))
    assert document.settled.verdicts.repairs == ()
    assert [finding.code for finding in document.narrative.findings if "correction" in finding.code] == [
        "correction_not_needed"
    ]


def test_a_correction_that_meets_no_figure_is_reported(tmp_path: Path) -> None:
    document = settled(meeting_text(), written(tmp_path, "a.txt,1,1,600,seen,甲,2026-01-31"))
    assert "correction_without_figure" in [finding.code for finding in document.narrative.findings]


def test_a_wrong_correction_is_not_trusted(tmp_path: Path) -> None:
    document = settled(meeting_text(), written(tmp_path, f"a.txt,{LINE},1,612,typo,甲,2026-01-31"))
    wrong = [f for f in document.settled.verdicts.figures if f.settled == 612_000]
    assert all(verdict.status is not Status.PROVEN for verdict in wrong)


def test_a_document_is_meant_by_its_name_or_the_beginning_of_its_hash(tmp_path: Path) -> None:
    one, two, three = written(
        tmp_path, "a.txt,1,1,5,r,甲,2026-01-31", "0123abcd,1,1,5,r,甲,2026-01-31", "0123,1,1,5,r,甲,2026-01-31"
    )
    assert corrections_of((one, two, three), "a.txt", "0123abcd" + "0" * 56) == (one, two)


def test_a_change_of_corrections_is_a_new_version_of_the_reading(tmp_path: Path) -> None:
    first = written(tmp_path, "a.txt,1,1,5,r,甲,2026-01-31")
    second = written(tmp_path, "a.txt,1,1,6,r,甲,2026-01-31")
    versions = {reading_version("1", ()), reading_version("1", first), reading_version("1", second)}
    assert len(versions) == 3
    assert "1" in versions


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("a,b\n", r":1: the columns must be document,line"),
        (HEADER + "a.txt,1,1,5,r,甲\n", r":2: the row must have 7 cells"),
        (HEADER + "a.txt,1,1,5,,甲,2026-01-31\n", r":2: reason is empty"),
        (HEADER + "a.txt,1,1,five,r,甲,2026-01-31\n", r":2: value five is no number"),
        (HEADER + "a.txt,x,1,5,r,甲,2026-01-31\n", r":2: line and cell must be whole numbers"),
        (HEADER + "a.txt,1,1,5,r,甲,31.1.2026\n", r":2: line and cell must be whole numbers, date as 2026-01-31"),
    ],
)
def test_a_row_that_is_no_correction_is_named(tmp_path: Path, content: str, problem: str) -> None:
    file = tmp_path / "corrections.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CorrectionsError, match=problem):
        read_corrections(file)


def test_no_file_is_no_correction(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "none.csv") == ()


def test_a_name_is_met_in_any_normal_form(tmp_path: Path) -> None:
    composed, decomposed = (normalize(form, "予算ガイド.txt") for form in ("NFC", "NFD"))
    assert composed != decomposed
    for written_name, name in ((composed, decomposed), (decomposed, composed)):
        found = written(tmp_path, f"{written_name},1,1,5,seen,甲,2026-01-31")
        assert corrections_of(found, name, "0" * 64) == found


def test_corrections_without_a_document_are_told(tmp_path: Path) -> None:
    first, second = written(tmp_path, "a.txt,1,1,5,seen,甲,2026-01-31", "b.txt,1,1,5,seen,甲,2026-01-31")
    assert without_document((first, second), [("a.txt", "0" * 64)]) == (second,)


@pytest.mark.parametrize(("value", "yen"), [("950", 950_000_000), ("9.5億円", 950_000_000), ("950.5", 950_500_000)])
def test_a_corrected_value_is_in_the_unit_of_the_cell_or_its_own(tmp_path: Path, value: str, yen: int) -> None:
    text = meeting_text(burden="60").replace("千円", "百万円")
    document = settled(text, written(tmp_path, f"a.txt,{LINE},1,{value},seen,甲,2026-01-31"))
    (told,) = normalise([document]).by_name["correction"]["corrected_yen"]
    assert told == yen
