"""Nothing that arrives is skipped in silence: what a folder holds besides texts, corrections of nothing, rewrites."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from pipelines.documents.corrections import Correction, meaning_none
from pipelines.documents.folders import look_into
from pipelines.runtime.settings import Source
from pipelines.sources.listing import SourceFiles


def test_every_file_that_is_not_taken_is_listed_with_the_reason(tmp_path: Path) -> None:
    taken = ["T.XLSX", "a.txt", "notes.md", "t.csv", "t.html"]
    names = [*taken, "._a.txt", "~$a.txt", ".b.txt", "t.docx", "t.xls", "picture.png", "README"]
    for name in (*names, "arrival.json"):
        (tmp_path / name).write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.txt").write_text("x")
    found = look_into([tmp_path])
    assert [file.name for file in found.files] == taken
    reasons = {left.path.name: left.reason for left in found.left_out}
    assert set(reasons) == {*names, ".git"} - set(taken)
    assert "macOS" in reasons["._a.txt"]
    assert "temporary" in reasons["~$a.txt"]
    assert reasons[".b.txt"] == reasons[".git"] == "hidden"
    for name, kind in (("t.docx", "Word"), ("t.xls", "older Excel")):
        assert reasons[name] == f"{kind} is not read yet; save it as a text or PDF"
    read = "only texts (.txt, .md, .html, .csv), workbooks (.xlsx) and PDFs are read"
    assert (reasons["README"], reasons["picture.png"]) == (read, f"{read}, not .png")


def test_a_file_that_is_named_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "._a.txt").write_text("x")
    assert look_into([tmp_path / "._a.txt"]).files == (tmp_path / "._a.txt",)


def test_a_correction_that_means_no_document_is_told_apart() -> None:
    corrections = [
        Correction(document, 1, 1, "5", "r", "甲", date(2026, 1, 31)) for document in ("が.txt", "b.txt", "0123abcd")
    ]
    documents = [("が.txt", "f" * 64), ("c.txt", "0123abcd" + "0" * 56)]  # its name decomposed
    assert [one.document for one in meaning_none(corrections, documents)] == ["b.txt"]


def test_a_rewrite_in_place_with_the_same_size_and_time_shows(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("before")
    then = file.stat()

    def fingerprint() -> str:
        files = SourceFiles(Source(address=str(tmp_path)))
        ((path, info),) = files.names()
        found = files.found(path, info)
        assert found is not None
        return found.fingerprint

    before = fingerprint()
    assert fingerprint() == before
    with file.open("r+") as open_file:
        open_file.write("after.")
    os.utime(file, ns=(then.st_atime_ns, then.st_mtime_ns))
    now = file.stat()
    assert (now.st_size, now.st_mtime_ns, now.st_ino) == (then.st_size, then.st_mtime_ns, then.st_ino)
    assert fingerprint() != before


def test_the_corrections_beside_the_texts_are_no_document(tmp_path: Path) -> None:
    for name in ("a.txt", "b.csv", "corrections.csv"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = look_into([tmp_path])
    assert [file.name for file in found.files] == ["a.txt", "b.csv"]
    assert not found.left_out
