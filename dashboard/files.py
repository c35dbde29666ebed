"""The site's folder: files put in place whole or not at all, and only its own files ever removed."""

from __future__ import annotations

import fcntl
import gzip
import json
import os
import re
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

_TEMPORARY = ".part"
# What a build names by itself, and so may remove even where a killed one has not recorded it.
_OWN = re.compile(
    r"(data/meetings/[0-9a-f]{16}(\.(lines|money|identities))?|data/(years/-?\d+|(accounts|segments)/[0-9a-f]{12})(/[0-9a-f]{12})?)"
    r"\.json(\.js)?"
    r"|data/(lists/(\d+|undated)|find/(names|undated|terms|\d+)/\d+)\.json(\.js)?"
    r"|api/v\d+/meetings/[0-9a-f]{16}\.json"
)
# Where all that a build writes is so named: nobody need record it.
_OWN_FOLDERS = ("data/meetings/", "data/years/", "data/accounts/", "data/segments/", "api/v1/meetings/")


def read_yaml(file: Path) -> Any:  # noqa: ANN401 - whatever YAML holds
    """What a YAML file holds, read by libyaml where it is there: it is ten times as fast."""
    import yaml  # noqa: PLC0415 - only where a site is built

    return yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe


def to_json(value: Any) -> bytes:  # noqa: ANN401 - whatever JSON holds
    """JSON without spaces; the same bytes for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def twin_of(name: str) -> str:
    """The script beside a JSON file that holds the same: what a page that was opened as a file can load."""
    return f"{name}.js"


def _twin(name: str, content: bytes) -> bytes:
    # Packed, for it is only for those who are given the folder; the same bytes for the same content.
    packed = b64encode(gzip.compress(content, 6, mtime=0)).decode()
    return f'tsujitsuma.receive("{name}","{packed}");\n'.encode()


class SiteFolder:
    """Where a site is written. `written` are the paths of this build, relative to the folder, with slashes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written: set[str] = set()
        self._folders: set[Path] = set()
        self._there: dict[str, set[str]] = {}

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Make the folder, and wait until no other process builds in it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._there.clear()
            yield

    def has(self, name: str) -> bool:
        """Whether a file is there."""
        return name in self._below(_top(name))

    def _below(self, top: str) -> set[str]:
        """The files of a folder of the site, or (without a name) those that lie in none: looked up once a build.

        To ask for each of ten thousands by itself takes longer than all else of a build with one new document.
        """
        if top not in self._there:
            self._there[top] = set(_files_of(self.folder / top, f"{top}/" if top else ""))
        return self._there[top]

    def keep(self, name: str) -> None:
        """Count a file that is there as one of this build."""
        self.written.add(name)

    def write(self, name: str, content: bytes) -> None:
        """Put a file in place in one step, unless it holds these bytes already."""
        path = self.folder / name
        self.keep(name)
        self._below(_top(name)).add(name)
        if _holds(path, content):
            return
        if path.parent not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(path.parent)
        temporary = path.with_name(f"{path.name}{_TEMPORARY}")
        try:
            temporary.write_bytes(content)
            os.replace(temporary, path)  # noqa: PTH105 - says that it replaces
        except BaseException:
            temporary.unlink(missing_ok=True)  # nothing half stays on a full disk
            raise

    def write_data(self, name: str, value: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        """Put JSON in place, and the script beside it that holds the same."""
        content = to_json(value)
        # What is there already is not packed again.
        if not (_holds(self.folder / name, content) and self.has(twin_of(name))):
            self.write(twin_of(name), _twin(name, content))
        self.keep(twin_of(name))
        self.write(name, content)

    def has_data(self, name: str) -> bool:
        """Whether JSON and the script beside it are there."""
        return self.has(name) and self.has(twin_of(name))

    def recorded(self) -> set[str]:
        """What a build must record to know it as its own: not what is known by its name."""
        return {name for name in self.written if not name.startswith(_OWN_FOLDERS)}

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        self._below(_top(name)).discard(name)
        (self.folder / name).unlink(missing_ok=True)

    def keep_data(self, name: str) -> None:
        """Count JSON and the script beside it as of this build."""
        self.keep(name)
        self.keep(twin_of(name))

    def copy(self, source: Path, name: str) -> None:
        """Copy a folder with all that is in it; links are not followed out of it."""
        root = source.resolve()
        for file in sorted(source.rglob("*")):
            if file.is_file() and file.resolve().is_relative_to(root):
                self.write(f"{name}/{file.relative_to(source).as_posix()}", file.read_bytes())

    def remove_stale(self, earlier: set[str]) -> None:
        """Remove what earlier builds wrote and this one did not; files of others stay."""
        left = (self._below("data") | self._below("api")) - self.written
        stale = (earlier - self.written) | {name for name in left if _OWN.fullmatch(name)}
        for name in sorted(stale):
            if self._is_within(name):
                self.remove(name)
                self._remove_empty((self.folder / name).parent)
        self._sweep_temporaries(stale | self.written)

    def _sweep_temporaries(self, own: set[str]) -> None:
        """Remove what a killed build had begun to write; a file of others may end in the same way."""
        for top in {*map(_top, own), "data", "api"}:
            for left in [name for name in self._below(top) if name.endswith(_TEMPORARY)]:
                if (top in ("data", "api") or left.removesuffix(_TEMPORARY) in own) and self._is_within(left):
                    self.remove(left)
                    self._remove_empty((self.folder / left).parent)

    def _is_within(self, name: str) -> bool:
        """Whether a path leads nowhere else."""
        return (self.folder / name).resolve().is_relative_to(self.folder.resolve())

    def _remove_empty(self, folder: Path) -> None:
        while folder != self.folder and folder.is_relative_to(self.folder):
            with suppress(OSError):
                folder.rmdir()
            if folder.exists():
                return
            folder = folder.parent


def _top(name: str) -> str:
    top, slash, _ = name.partition("/")
    return top if slash else ""


def _files_of(folder: Path, prefix: str) -> Iterator[str]:
    """The files of a folder; with a `prefix`, which stands before their names, those of the folders in it too."""
    try:
        found = list(os.scandir(folder))
    except OSError:
        return
    for one in found:
        if one.is_file():
            yield f"{prefix}{one.name}"
        elif prefix and one.is_dir(follow_symlinks=False):
            yield from _files_of(Path(one.path), f"{prefix}{one.name}/")


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False
