"""Arrival: what is new in the sources is copied into the raw store, byte for byte, before anything reads it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic
from typing import Any

from pipelines.documents.registry import Entry, Register, document_key
from pipelines.runtime.locks import alone
from pipelines.runtime.settings import Settings, Source
from pipelines.sources.listing import Found, SourceFiles, decodable, shown

_RECORD = "arrival.json"
_ON_ITS_WAY = ".arriving-"
_LEFT_BEHIND = timedelta(days=1)
_LONGEST_NAME = 200  # bytes of UTF-8; most file systems take 255


@dataclass(frozen=True, slots=True)
class Look:
    """What a look saw of a file: its fingerprint, since when it is like that, whether it needs no more work, what was
    told of it, and by what a web server can be asked whether it is still the same."""

    fingerprint: str
    since: float
    is_done: bool = False
    told: str = ""
    validators: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Memory:
    """What looks of the past saw: files by address; when each source was looked at; what was told of a source."""

    looks: Mapping[str, Mapping[str, Look]] = field(default_factory=dict)
    looked_at: Mapping[str, float] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """As a text, which a sensor keeps as its cursor."""
        return json.dumps(asdict(self))  # in ASCII: a name may hold bytes that are no UTF-8

    @staticmethod
    def from_json(text: str | None) -> Memory:
        """From a cursor; nothing is remembered where there is none, or one that another version wrote."""
        try:
            told = json.loads(text or "{}")
            looks = {source: {a: Look(**look) for a, look in files.items()} for source, files in told["looks"].items()}
            return Memory(looks, told["looked_at"], told["problems"])
        except (ValueError, TypeError, KeyError, AttributeError):
            return Memory()


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What a look brought: documents that are new, lines that tell, and what the next look starts from."""

    new: tuple[Entry, ...]
    told: tuple[str, ...]
    memory: Memory


class _LeftAlone(Exception):  # noqa: N818 - no error of ours
    """A file that is not taken; the message says why."""


class _Changed(Exception):  # noqa: N818 - no error of ours
    """A file changed while it was copied."""


def collect(
    settings: Settings,
    state_folder: Path,
    memory: Memory | None,
    now: datetime,
    *,
    seconds: float = 30,
    clock: Callable[[], float] = monotonic,
) -> Arrivals:
    """Copy what is new or changed in every source into the raw store, and enter it in the register.

    Without a memory every file is read anew. A source that is away is told once, and the others go on. After so many
    seconds no further file is begun: the next look goes on.
    """
    _remove_left_behind(settings.raw_store, now)
    before = memory or Memory()
    until = clock() + seconds
    new: list[Entry] = []
    told: list[str] = []
    looks = {s.address: before.looks.get(s.address, {}) for s in settings.sources}
    looked_at = {s.address: before.looked_at[s.address] for s in settings.sources if s.address in before.looked_at}
    problems = {s.address: before.problems[s.address] for s in settings.sources if s.address in before.problems}
    for source in settings.sources:
        if now.timestamp() - looked_at.get(source.address, 0) < source.interval_seconds:
            continue
        look = _SourceLook(settings, source, state_folder, now, memory is not None, lambda: clock() > until)
        problem = look.take_new(looks[source.address])
        new += look.new
        told += look.told
        looks[source.address] = look.looks
        if not look.is_unfinished:
            looked_at[source.address] = now.timestamp()
        if problem and problems.get(source.address) != problem:
            told.append(problem)
        elif not problem and source.address in problems:
            told.append(f"{shown(source.address)}: is back")
        problems.pop(source.address, None)
        if problem:
            problems[source.address] = problem
    return Arrivals(tuple(new), tuple(told), Memory(looks, looked_at, problems))


class _SourceLook:
    """One look at one source."""

    def __init__(
        self,
        settings: Settings,
        source: Source,
        state_folder: Path,
        now: datetime,
        has_memory: bool,
        is_over: Callable[[], bool],
    ) -> None:
        self._settings, self._source, self._state_folder = settings, source, state_folder
        self._now, self._has_memory, self._is_over = now, has_memory, is_over
        self._register = Register(state_folder)
        self._known = set(self._register.by_hash())
        self.new: list[Entry] = []
        self.told: list[str] = []
        self.looks: dict[str, Look] = {}
        self.is_unfinished = False

    def take_new(self, before: Mapping[str, Look]) -> str | None:
        """Take what is new; what is wrong with the source as a whole is returned in one line."""
        try:
            files = SourceFiles(self._source)
            names = files.names()
        except Exception as error:  # each file system has its own
            self.looks = dict(before)
            return f"{shown(self._source.address)}: cannot be looked at: {_reason(error)}"
        with closing(files):
            self._take_each(files, names, before)
            self._tell_left_out(files, before)
        return None

    def _tell_left_out(self, files: SourceFiles, before: Mapping[str, Look]) -> None:
        """Name, once each, the files of a kind that is not read."""
        for path, reason in files.left_out.items():
            address = files.address_of(path)
            told = f"{shown(address)}: not taken ({reason})"
            known = before.get(address)
            if known is None or known.told != told:
                self.told.append(told)
            self.looks[address] = Look("", self._now.timestamp(), is_done=True, told=told)

    def _take_each(
        self,
        files: SourceFiles,
        names: Sequence[tuple[str, Mapping[str, Any] | None]],
        before: Mapping[str, Look],
    ) -> None:
        for path, info in names:
            address = files.address_of(path)
            known = before.get(address)
            try:
                found = files.found(path, info, _as_found(path, address, known))
                if found is not None:
                    self.looks[address] = self._take(files, found, known)
            except Exception as error:  # as above; the other files go on
                trouble = f"{shown(address)}: cannot be copied: {_reason(error)}; it is tried again"
                if known is None or known.told != trouble:
                    self.told.append(trouble)
                fingerprint, since = (known.fingerprint, known.since) if known else ("", self._now.timestamp())
                self.looks[address] = Look(fingerprint, since, told=trouble)
                self.is_unfinished = True

    def _take(self, files: SourceFiles, found: Found, before: Look | None) -> Look:
        moment = self._now.timestamp()
        is_same = before is not None and before.fingerprint == found.fingerprint
        look = (
            before if before is not None and is_same else Look(found.fingerprint, moment, validators=found.validators)
        )
        if look.is_done:
            return look
        if self._may_be_growing(found, before if is_same else None) or self._is_over():
            self.is_unfinished = True
            return look
        try:
            self._store(files, found)
        except _LeftAlone as left:
            self.told.append(f"{shown(found.address)}: {left}")
        except _Changed:
            self.is_unfinished = True
            return replace(look, since=moment)
        return replace(look, is_done=True, told="")

    def _may_be_growing(self, found: Found, same_before: Look | None) -> bool:
        """Whether it changed a short time ago: by its own time, or by what was seen of it where that tells nothing."""
        moment, quiet = self._now.timestamp(), self._settings.quiet_seconds
        if same_before is not None and moment - same_before.since >= quiet:
            return False
        changed_at = found.changed_at.timestamp() if found.changed_at is not None else None
        if changed_at is None or changed_at > moment + quiet:
            return self._has_memory and quiet > 0
        return changed_at > moment - quiet

    def _store(self, files: SourceFiles, found: Found) -> None:
        limit = self._settings.max_bytes
        if found.size is not None and found.size > limit:
            raise _LeftAlone(f"has {found.size:,} bytes, more than max_bytes ({limit:,}); it was not taken")
        store = self._settings.raw_store
        store.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=_ON_ITS_WAY, dir=store))
        try:
            name = _storable(found.file_name)
            sha256, size = _copy(files, found, made / name, limit)
            if found.size not in (None, size) or files.has_changed(found):
                raise _Changed
            with alone(self._state_folder):  # the sensor and the sweep may come at the same time
                self._keep(made, name, sha256, size, found)
        finally:
            shutil.rmtree(made, ignore_errors=True)

    def _keep(self, made: Path, name: str, sha256: str, size: int, found: Found) -> None:
        """Put a copy in its place in one step, or note where the same bytes came from once more."""
        came = {
            "file_name": decodable(found.file_name),
            "source": shown(self._source.address),
            "address": shown(found.address),
            "arrived_at": self._now.isoformat(timespec="seconds"),
        }
        place = self._settings.raw_store / sha256[:12]
        kept = _read_record(place)
        if kept is None:
            _write(made / _RECORD, {"sha256": sha256, "size_bytes": size, "file": name, "arrivals": [came]})
            shutil.rmtree(place, ignore_errors=True)  # what is there is no whole copy
            made.replace(place)
            _sync(place.parent)
        else:
            name = kept["file"]
            if came["address"] not in [earlier["address"] for earlier in kept["arrivals"]]:
                _write(place / _RECORD, {**kept, "arrivals": [*kept["arrivals"], came]})
                self.told.append(f"{came['address']}: the same bytes as {place / name}: noted there")
        entry = Entry(
            document_key(came["file_name"], sha256), sha256, came["file_name"], place / name, came["source"], self._now
        )
        self._register.enter([entry])
        if sha256 not in self._known:
            self._known.add(sha256)
            self.new.append(entry)
            self.told.append(f"{came['address']}: arrived, kept as {place / name}")


def _as_found(path: str, address: str, look: Look | None) -> Found | None:
    """What was seen of a file that needs no more work: it need not be sent once more."""
    if look is None or not look.is_done:
        return None
    return Found(address, path, "", None, None, look.fingerprint, look.validators)


def _copy(files: SourceFiles, found: Found, target: Path, limit: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as copy:
        for block in files.blocks(found):
            size += len(block)
            if size > limit:
                raise _LeftAlone(f"has more than max_bytes ({limit:,}); it was not taken")
            digest.update(block)
            copy.write(block)
        copy.flush()
        os.fsync(copy.fileno())
    target.chmod(0o444)
    return digest.hexdigest(), size


def _read_record(place: Path) -> dict[str, Any] | None:
    """What is kept in a place; None where there is nothing, or no whole copy."""
    try:
        record = json.loads((place / _RECORD).read_text(encoding="utf-8"))
        whole = (place / record["file"]).stat().st_size == record["size_bytes"]
    except (OSError, ValueError, KeyError):
        return None
    return record if whole else None


def _write(file: Path, record: Mapping[str, object]) -> None:
    made = file.with_name(f".{file.name}.new")
    try:
        with made.open("w", encoding="utf-8") as text:
            text.write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")
            text.flush()
            os.fsync(text.fileno())
        made.replace(file)
    except BaseException:
        made.unlink(missing_ok=True)  # nothing half stays on a full disk
        raise


def _sync(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _storable(file_name: str) -> str:
    """A name under which a file can be kept: printable, visible, not too long; its ending stays."""
    characters = (c if (c.isprintable() or c == "　") and c not in "/\\" else "�" for c in decodable(file_name))
    name = "".join(characters).lstrip(".") or "_"
    if name == _RECORD:
        return f"_{name}"
    stem, ending = Path(name).stem, Path(name).suffix
    room = _LONGEST_NAME - len(ending.encode())
    return stem.encode()[: max(room, 1)].decode("utf-8", "ignore") + ending


def _remove_left_behind(store: Path, now: datetime) -> None:
    """Copies that a kill cut off."""
    for left in store.glob(f"{_ON_ITS_WAY}*"):
        if datetime.fromtimestamp(left.stat().st_mtime, UTC) < now - _LEFT_BEHIND:
            shutil.rmtree(left, ignore_errors=True)


def _reason(error: Exception) -> str:
    """An error in one line, without addresses that may hold a secret."""
    if isinstance(error, FileNotFoundError):
        return "it is not there"
    if isinstance(error, TimeoutError):
        return "it took too long"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    words = " ".join(str(error).split()) or type(error).__name__
    return " ".join(shown(word) for word in words.split(" "))
