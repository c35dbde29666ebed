"""What the stages made of each document, kept in the state folder by content and version, each whole or not at all."""

from __future__ import annotations

import os
import pickle
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Generic, TypeVar
from uuid import uuid4

from pipelines.runtime.paths import StateFolderError

T = TypeVar("T")

_FOLDER = "results"
# What no run has asked for in this time is made again where it is needed after all.
_KEPT_FOR = timedelta(days=30)
_UNFINISHED_FOR = timedelta(days=1)
# Objects shrink to a fifth by the quickest compression; its checksum tells a file that a crash of the machine spoilt.
_QUICKEST = 1


class DamagedResultError(Exception):
    """What is kept cannot be read: it is made again."""


def _pickled(value: object) -> bytes:
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), _QUICKEST)


def _unpickled(content: bytes) -> Any:  # noqa: ANN401 - whatever was kept
    try:
        return pickle.loads(zlib.decompress(content))  # noqa: S301 - written by `keep`
    except (zlib.error, pickle.UnpicklingError, EOFError) as error:
        raise DamagedResultError from error


@dataclass(frozen=True, slots=True)
class Stage(Generic[T]):
    """A stage whose results are kept, each a `T`, and how it is written: `decode` raises DamagedResultError."""

    name: str
    encode: Callable[[T], bytes] = _pickled
    decode: Callable[[bytes], T] = _unpickled


class ResultStore:
    """The results of a state folder, or of a folder of their own. Several processes and machines may use it at once."""

    def __init__(self, state_folder: Path, folder: Path | None = None) -> None:
        self._folder = folder or state_folder / _FOLDER

    @property
    def folder(self) -> Path:
        """Where they are."""
        return self._folder

    def keep(self, stage: Stage[T], key: str, version: str, value: T) -> None:
        """Keep what a stage made of a document (`key` is its SHA-256), in place of what another version made of it.

        Raise StateFolderError where the folder cannot be written.
        """
        file = self._file(stage, key, version)
        made = file.with_name(f".{uuid4()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.write_bytes(stage.encode(value))
            made.replace(file)
        except OSError as error:
            made.unlink(missing_ok=True)
            raise StateFolderError(
                f"{file.parent}: results cannot be kept there ({error.strerror}); make room, or set TSUJITSUMA_STATE to"
                " another folder"
            ) from error
        for other in file.parent.glob(f"{key}-*"):
            if other != file:
                other.unlink(missing_ok=True)

    def find(self, stage: Stage[T], key: str, version: str) -> T | None:
        """What a stage made of a document under this version, where it is kept."""
        file = self._file(stage, key, version)
        try:
            value = stage.decode(file.read_bytes())
            os.utime(file)
        except (OSError, DamagedResultError):
            return None
        return value

    def sweep(self, now: datetime) -> None:
        """Remove what was not asked for in a long time, and what killed processes left half written."""
        for file in self._folder.glob("*/*"):
            kept_for = _UNFINISHED_FOR if file.name.startswith(".") else _KEPT_FOR
            with suppress(FileNotFoundError):  # another process may be faster
                if file.stat().st_mtime < (now - kept_for).timestamp():
                    file.unlink()

    def _file(self, stage: Stage[T], key: str, version: str) -> Path:
        return self._folder / stage.name / f"{key}-{version}"
