"""What arrives in a source is kept byte for byte; what is half written, hidden or too large is not."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import fsspec
import pytest

from pipelines.documents.registry import Register
from pipelines.runtime.settings import Settings, Source
from pipelines.sources import listing
from pipelines.sources.arrival import Arrivals, Memory, collect
from pipelines.sources.listing import Found, SourceFiles, shown

NOW = datetime(2027, 1, 1, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(hours=1)


class Place:
    """A watched folder, a raw store and a state folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inbox = folder / "in"
        self.inbox.mkdir()
        self.state = folder / "state"
        self.state.mkdir()
        self.settings = Settings(sources=(Source(address=str(self.inbox)),), raw_store=folder / "raw")
        self.memory = Memory()

    def drop(self, name: str, content: bytes, changed_at: datetime = LONG_AGO) -> Path:
        file = self.inbox / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        os.utime(file, (changed_at.timestamp(),) * 2)
        return file

    def watch(self, *sources: Source, **fields: object) -> None:
        self.settings = self.settings.model_copy(update={"sources": sources or self.settings.sources, **fields})

    def look(self, now: datetime = NOW) -> Arrivals:
        """One look of the sensor, which goes on from the last."""
        arrivals = collect(self.settings, self.state, self.memory, now)
        self.memory = Memory.from_json(arrivals.memory.to_json())
        return arrivals

    def kept(self) -> dict[str, bytes]:
        files = (file for file in self.settings.raw_store.rglob("*") if file.is_file() and file.name != "arrival.json")
        return {str(file.relative_to(self.settings.raw_store)): file.read_bytes() for file in files}

    def record(self, content: bytes) -> dict[str, Any]:
        text = (self.settings.raw_store / sha12(content) / "arrival.json").read_text(encoding="utf-8")
        loaded: dict[str, Any] = json.loads(text)
        return loaded


def sha12(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def names(arrivals: Arrivals) -> list[str]:
    return [entry.file_name for entry in arrivals.new]


def test_a_new_file_is_kept_byte_for_byte_under_its_hash_and_name(place: Place) -> None:
    content = b"\xef\xbb\xbf\x93\xfa\r\n\x00"
    place.drop("第7回.txt", content)
    (entry,) = place.look().new
    assert place.kept() == {f"{sha12(content)}/第7回.txt": content}
    assert (entry.file_name, entry.sha256) == ("第7回.txt", hashlib.sha256(content).hexdigest())
    assert entry.key == f"第7回.txt~{sha12(content)}"
    assert entry.path.read_bytes() == content
    assert Register(place.state).by_key([entry.key])[entry.key].path == entry.path


def test_name_source_time_and_hash_are_kept_beside_it(place: Place) -> None:
    file = place.drop("a.txt", b"a")
    place.look()
    assert place.record(b"a") == {
        "sha256": hashlib.sha256(b"a").hexdigest(),
        "size_bytes": 1,
        "file": "a.txt",
        "arrivals": [
            {
                "file_name": "a.txt",
                "source": str(place.inbox),
                "address": str(file),
                "arrived_at": "2027-01-01T12:00:00+00:00",
            }
        ],
    }


def test_the_file_in_the_source_is_left_as_it_is(place: Place) -> None:
    file = place.drop("a.txt", b"a")
    before = file.stat()
    place.look()
    assert (file.read_bytes(), file.stat().st_mtime, file.stat().st_ino) == (b"a", before.st_mtime, before.st_ino)


def test_what_was_taken_is_not_read_again(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.drop("a.txt", b"a")
    place.look()
    monkeypatch.setattr(SourceFiles, "blocks", lambda *_: pytest.fail("it was read"))
    assert place.look().told == ()


def test_a_changed_file_is_kept_beside_what_it_was(place: Place) -> None:
    place.drop("a.txt", b"first")
    place.look()
    place.drop("a.txt", b"other", LONG_AGO + timedelta(minutes=1))
    assert names(place.look()) == ["a.txt"]
    assert place.kept() == {f"{sha12(b'first')}/a.txt": b"first", f"{sha12(b'other')}/a.txt": b"other"}


def test_the_same_bytes_under_a_second_name_are_noted_and_not_stored_twice(place: Place) -> None:
    place.drop("a.txt", b"a")
    place.look()
    place.drop("b.txt", b"a")
    arrivals = place.look()
    assert arrivals.new == ()
    (line,) = arrivals.told
    assert "b.txt: the same bytes as" in line
    assert place.kept() == {f"{sha12(b'a')}/a.txt": b"a"}
    assert [came["file_name"] for came in place.record(b"a")["arrivals"]] == ["a.txt", "b.txt"]
    assert len(Register(place.state).all()) == 1


def test_a_file_that_is_still_growing_waits(place: Place) -> None:
    place.drop("a.txt", b"half", NOW - timedelta(seconds=3))
    assert place.look().new == ()
    place.drop("a.txt", b"half and half", NOW + timedelta(seconds=5))
    assert place.look(NOW + timedelta(seconds=6)).new == ()
    assert place.kept() == {}
    assert names(place.look(NOW + timedelta(seconds=20))) == ["a.txt"]
    assert list(place.kept().values()) == [b"half and half"]


def test_a_file_from_a_clock_that_is_ahead_is_taken_once_it_stays_as_it_is(place: Place) -> None:
    place.drop("a.txt", b"a", NOW + timedelta(days=1))
    assert place.look().new == ()
    assert place.look(NOW + timedelta(seconds=9)).new == ()
    assert names(place.look(NOW + timedelta(seconds=10))) == ["a.txt"]


def test_a_file_that_changes_while_it_is_copied_waits(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.drop("a.txt", b"first")
    original = SourceFiles.blocks

    def changing(files: SourceFiles, found: Found) -> Iterator[bytes]:
        yield from original(files, found)
        place.drop("a.txt", b"first and more", LONG_AGO + timedelta(minutes=1))

    with monkeypatch.context() as patch:
        patch.setattr(SourceFiles, "blocks", changing)
        assert place.look().new == ()
    assert place.kept() == {}
    assert names(place.look()) == ["a.txt"]
    assert list(place.kept().values()) == [b"first and more"]


@pytest.mark.parametrize(
    "name",
    [".hidden.txt", ".~lock.a.txt#", "~$a.txt", "a.txt.part", "a.txt.crdownload", "a.txt.tmp", "a.txt~"],
)
def test_hidden_files_and_those_on_their_way_are_left_alone(place: Place, name: str) -> None:
    place.watch(Source(address=str(place.inbox), patterns=("*.txt*", ".*", "~*")))
    place.drop(name, b"a")
    arrivals = place.look()
    assert (arrivals.new, arrivals.told) == ((), ())


def test_files_of_a_kind_that_is_not_read_are_named_once(place: Place) -> None:
    for name in ("a.docx", "b.xls", "c.dat", "d", "e.html", "~$b.xlsx", ".e.csv", "corrections.csv", "f.md.part"):
        place.drop(name, b"x")
    place.drop("g.txt", b"x")
    first = place.look()
    assert [line.removeprefix(f"{place.inbox}/") for line in first.told if "not taken" in line] == [
        "a.docx: not taken (Word is not read yet; save it as a text or PDF)",
        "b.xls: not taken (older Excel is not read yet; save it as a text or PDF)",
        "c.dat: not taken (only texts (.txt, .md, .html, .csv), workbooks (.xlsx) and PDFs are read, not .dat)",
        "d: not taken (only texts (.txt, .md, .html, .csv), workbooks (.xlsx) and PDFs are read)",
        "e.html: not taken (HTML is taken where the source's patterns name it: *.html)",
    ]
    assert [entry.file_name for entry in first.new] == ["g.txt"]
    place.drop("h.doc", b"x")
    assert [line.rpartition("/")[2].partition(":")[0] for line in place.look().told] == ["h.doc"]


def test_a_kind_that_the_settings_name_is_taken_after_it_was_left_out(place: Place) -> None:
    place.drop("a.html", b"x")
    assert place.look().new == ()
    place.watch(Source(address=str(place.inbox), patterns=("*.html",)))
    assert [entry.file_name for entry in place.look().new] == ["a.html"]


def test_names_are_matched_whatever_their_case_and_however_they_are_composed(place: Place) -> None:
    place.watch(Source(address=str(place.inbox), patterns=("*.txt", "*ガイド*")))
    place.drop("A.TXT", b"1")
    place.drop("カ\u3099イト\u3099.md", b"2")
    assert sorted(names(place.look())) == ["A.TXT", "カ\u3099イト\u3099.md"]


def test_a_pipe_a_folder_and_a_dangling_link_are_left_alone(place: Place) -> None:
    os.mkfifo(place.inbox / "pipe.txt")
    (place.inbox / "folder.txt").mkdir()
    (place.inbox / "link.txt").symlink_to(place.inbox / "nowhere")
    place.drop("a.txt", b"a")
    assert names(place.look()) == ["a.txt"]


def test_folders_in_a_folder_are_looked_into_where_that_is_asked_for(place: Place) -> None:
    place.drop("deep/a.txt", b"a")
    assert place.look().new == ()
    place.watch(Source(address=str(place.inbox), recursive=True))
    assert names(place.look()) == ["a.txt"]


def test_a_source_that_is_away_is_told_once_and_the_others_go_on(place: Place) -> None:
    away = place.folder / "away"
    place.watch(Source(address=str(away)), Source(address=str(place.inbox)))
    place.drop("a.txt", b"a")
    arrivals = place.look()
    assert names(arrivals) == ["a.txt"]
    assert arrivals.told[0] == f"{away}: cannot be looked at: it is not there"
    assert place.look().told == ()
    away.mkdir()
    assert place.look().told == (f"{away}: is back",)


def test_files_of_a_source_that_was_away_are_not_taken_twice(place: Place) -> None:
    place.drop("a.txt", b"a")
    place.look()
    place.inbox.rename(place.folder / "elsewhere")
    place.look()
    (place.folder / "elsewhere").rename(place.inbox)
    assert place.look().told == (f"{place.inbox}: is back",)


def test_a_file_that_cannot_be_read_is_told_once_and_taken_later(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    file = place.drop("a.txt", b"a")
    place.drop("b.txt", b"b")

    def refuse(files: SourceFiles, found: Found) -> Iterator[bytes]:
        if found.file_name == "a.txt":
            raise PermissionError(errno.EACCES, "Permission denied")
        yield b"b"

    with monkeypatch.context() as patch:
        patch.setattr(SourceFiles, "blocks", refuse)
        arrivals = place.look()
        assert names(arrivals) == ["b.txt"]
        assert arrivals.told[0] == f"{file}: cannot be copied: Permission denied; it is tried again"
        assert place.look().told == ()
    assert names(place.look()) == ["a.txt"]


def test_nothing_half_is_left_where_the_disk_is_full(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.drop("a.txt", b"a")

    def fill(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("pipelines.sources.arrival.os.fsync", fill)
        (line,) = place.look().told
    assert "No space left on device" in line
    assert list(place.settings.raw_store.iterdir()) == []
    assert Register(place.state).all() == ()
    assert names(place.look()) == ["a.txt"]


def test_what_a_killed_copy_left_is_removed_after_a_day(place: Place) -> None:
    left = place.settings.raw_store / ".arriving-x"
    left.mkdir(parents=True)
    place.look()
    place.look(datetime.now(UTC) + timedelta(days=2))
    assert not left.exists()


def test_a_copy_that_was_never_entered_is_entered(place: Place) -> None:
    place.drop("a.txt", b"a")
    place.look()
    (place.state / "register.sqlite").unlink()
    place.memory = Memory()
    assert names(place.look()) == ["a.txt"]


def test_a_file_that_is_too_large_is_told_once_and_not_taken(place: Place) -> None:
    place.watch(max_bytes=10)
    place.drop("a.txt", b"a" * 11)
    (line,) = place.look().told
    assert line.endswith("a.txt: has 11 bytes, more than max_bytes (10); it was not taken")
    assert (place.look().told, place.kept()) == ((), {})


def test_a_file_without_an_end_is_cut_off_at_the_limit(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.watch(max_bytes=10)
    place.drop("a.txt", b"a")

    def endless(files: SourceFiles, found: Found) -> Iterator[bytes]:
        while True:
            yield b"more"

    monkeypatch.setattr(SourceFiles, "blocks", endless)
    (line,) = place.look().told
    assert "more than max_bytes" in line
    assert list(place.settings.raw_store.iterdir()) == []


def test_a_look_that_takes_too_long_goes_on_the_next_time(place: Place) -> None:
    for number in range(3):
        place.drop(f"{number}.txt", bytes([number]))
    ticks = iter(range(100))
    arrivals = collect(place.settings, place.state, Memory(), NOW, seconds=1.5, clock=lambda: float(next(ticks)))
    assert names(arrivals) == ["0.txt"]
    place.memory = arrivals.memory
    assert names(place.look()) == ["1.txt", "2.txt"]


def test_a_rewrite_in_place_with_the_same_size_and_time_is_noticed(place: Place) -> None:
    place.drop("a.txt", b"a")
    place.look()
    file = place.drop("a.txt", b"b")
    os.utime(file, (LONG_AGO.timestamp(),) * 2)
    assert names(place.look()) == ["a.txt"]


def test_the_sweep_finds_what_the_sensor_believes_to_have(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_MARKS", ("size",))
    monkeypatch.setattr(listing, "_moment", lambda written: None)  # a source that tells of no time
    place.drop("a.txt", b"a")
    place.look()
    place.drop("a.txt", b"b")
    assert place.look().new == ()
    assert names(collect(place.settings, place.state, None, NOW)) == ["a.txt"]
    assert collect(place.settings, place.state, None, NOW).told == ()


def test_names_that_cannot_be_printed_or_are_too_long_are_kept_under_a_readable_one(place: Place) -> None:
    with open(os.fsencode(place.inbox) + b"/\xff\n.txt", "wb") as file:  # noqa: PTH123 - bytes
        file.write(b"1")
    place.drop("あ" * 80 + ".txt", b"2")
    later = NOW + timedelta(days=9000)
    assert len(place.look(later).new) == 2
    kept = sorted(Path(name).name for name in place.kept())
    assert kept == ["あ" * 65 + ".txt", "��.txt"]


def test_a_memory_of_another_version_is_forgotten() -> None:
    assert Memory.from_json('{"looks": 3}') == Memory.from_json("no json") == Memory.from_json(None) == Memory()


def test_any_fsspec_address_is_a_source(place: Place) -> None:
    memory = fsspec.filesystem("memory")
    memory.pipe("/minutes/第7回.txt", b"in memory")
    memory.pipe("/minutes/other.png", b"")
    place.watch(Source(address="memory://minutes"))
    assert place.look(datetime.now(UTC)).new == ()
    later = datetime.now(UTC) + timedelta(seconds=11)
    (entry,) = place.look(later).new
    assert (entry.file_name, entry.source, entry.path.read_bytes()) == ("第7回.txt", "memory://minutes", b"in memory")
    memory.pipe("/minutes/第7回.txt", b"in memory, revised")
    assert names(place.look(later + timedelta(seconds=11))) == ["第7回.txt"]


def test_an_address_whose_library_is_missing_is_told(place: Place) -> None:
    place.watch(Source(address="s3://bucket/folder"))
    (line,) = place.look().told
    assert line.startswith("s3://bucket/folder: cannot be looked at: Install s3fs")


class Quiet(SimpleHTTPRequestHandler):
    """A web server that keeps what it was asked for to itself."""

    asked: list[str]
    statuses: ClassVar[list[str]] = []

    def log_message(self, format: str, *args: object) -> None:
        self.asked.append(f"{self.command} {self.path}")
        self.statuses.append(str(args[1]))


@pytest.fixture
def page(tmp_path: Path) -> Iterator[tuple[str, Path, list[str]]]:
    """A page that links to files beside it and elsewhere: its address, its folder, what was asked for."""
    folder = tmp_path / "web"
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "第7回.txt").write_bytes(b"over http\r\n")
    (folder / "minutes.html").write_text(
        """<p><A class="x" HREF="files/%E7%AC%AC7%E5%9B%9E.txt#top">第7回</A> <a href='/missing.txt'>gone</a>
        <a href="https://elsewhere.example/a.txt">elsewhere</a> <a href="files/">folder</a> <a>none</a>""",
        encoding="utf-8",
    )
    asked: list[str] = []
    handler = type("Handler", (Quiet,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/minutes.html", folder, asked
        server.shutdown()


def test_the_files_that_a_page_links_to_are_taken(place: Place, page: tuple[str, Path, list[str]]) -> None:
    address, folder, _ = page
    os.utime(folder / "files" / "第7回.txt", (LONG_AGO.timestamp(),) * 2)
    place.watch(Source(address=address))
    arrivals = place.look()
    (entry,) = arrivals.new
    assert (entry.file_name, entry.path.read_bytes()) == ("第7回.txt", b"over http\r\n")
    assert [line for line in arrivals.told if "missing.txt: cannot be copied: it is not there" in line]
    assert len(arrivals.told) == 2


def test_a_page_is_asked_no_more_often_than_the_settings_say(place: Place, page: tuple[str, Path, list[str]]) -> None:
    address, folder, asked = page
    (folder / "minutes.html").write_text('<a href="files/%E7%AC%AC7%E5%9B%9E.txt">x</a>', encoding="utf-8")
    os.utime(folder / "files" / "第7回.txt", (LONG_AGO.timestamp(),) * 2)
    place.watch(Source(address=address, every_seconds=60))
    assert names(place.look()) == ["第7回.txt"]
    asked.clear()
    place.look(NOW + timedelta(seconds=59))
    assert asked == []
    place.look(NOW + timedelta(seconds=60))
    assert asked == ["GET /minutes.html", "GET /files/%E7%AC%AC7%E5%9B%9E.txt"]  # the file once, and not sent again
    assert Quiet.statuses[-1] == "304"


def test_a_page_that_is_away_is_told(place: Place) -> None:
    place.watch(Source(address="http://127.0.0.1:9/minutes.html?key=secret"))
    (line,) = place.look().told
    assert line.startswith("http://127.0.0.1:9/minutes.html: cannot be looked at: ")
    assert "secret" not in line


def test_user_password_and_query_of_an_address_are_not_shown() -> None:
    assert shown("ftp://me:secret@host/a.txt") == "ftp://host/a.txt"
    assert shown("https://host/a.txt?token=secret") == "https://host/a.txt"
    assert shown("/home/me@work/what?.txt") == "/home/me@work/what?.txt"
