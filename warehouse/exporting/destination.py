"""The folder of an export: filled aside, then swapped in, so that a kill leaves nothing that looks whole.

A package is whole while it has a datapackage.json. Replacing one takes that away first and puts the new one last; in
between a list of the files lies there, by which the next export knows them as ours.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from warehouse.exporting.datapackage import FILE_NAME, GENERATOR

_SWAPPING = ".tsujitsuma-export.json"
_SCRATCH = re.compile(r"\.tsujitsuma-export-(?P<pid>\d+)")
# Only such files are ever removed, whatever a descriptor says.
_OURS = re.compile(r"(csv/\w+\.csv|parquet/\w+\.parquet|tables\.xlsx|tsujitsuma\.sqlite|datasette\.json)")
_FOLDERS = ("csv", "parquet")


class DestinationError(RuntimeError):
    """The folder cannot be written, or holds what is not ours; the message names it and says what to do."""


@contextmanager
def scratch_folder(target: Path) -> Iterator[Path]:
    """An empty folder on the file system of the target; it is gone afterwards, and so is what killed exports left."""
    try:
        require_ours(target)
        home = target if target.is_dir() else target.parent
        home.mkdir(parents=True, exist_ok=True)
        _clear_after_the_dead(home)
        folder = home / f".tsujitsuma-export-{os.getpid()}"
        folder.mkdir()
    except OSError as error:
        raise DestinationError(f"{target}: cannot be written ({error.strerror})") from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def require_ours(target: Path) -> None:
    """DestinationError unless the folder is new, empty, or holds an earlier export."""
    if not target.exists() and not target.is_symlink():
        return
    if not target.is_dir():
        raise DestinationError(f"{target}: this is a file, not a folder; name a folder")
    names = [path.name for path in target.iterdir() if not _SCRATCH.fullmatch(path.name)]
    if names and _files_there(target) is None:
        raise DestinationError(
            f"{target}: this folder holds other files and no earlier export; name a new or an empty folder"
        )
    linked = [name for name in _FOLDERS if (target / name).is_symlink()]
    if linked:
        raise DestinationError(f"{target / linked[0]}: this is a link to elsewhere; remove it, or name another folder")


def put_in_place(filled: Path, target: Path, files: Sequence[str]) -> None:
    """Move the files and the descriptor to the target, and take away what an earlier export had besides."""
    target.mkdir(exist_ok=True)
    earlier = _files_there(target) or []
    _write_whole(target / _SWAPPING, json.dumps({"generator": GENERATOR, "files": sorted({*earlier, *files})}))
    (target / FILE_NAME).unlink(missing_ok=True)
    for name in earlier:
        if name not in files:
            (target / name).unlink(missing_ok=True)
    for name in files:
        (target / name).parent.mkdir(exist_ok=True)
        (filled / name).replace(target / name)
    for name in _FOLDERS:
        folder = target / name
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    (filled / FILE_NAME).replace(target / FILE_NAME)
    (target / _SWAPPING).unlink()


def _files_there(target: Path) -> list[str] | None:
    """The files of an earlier export, whole or half replaced; None where there is none."""
    found: list[str] | None = None
    for name in (FILE_NAME, _SWAPPING):
        try:
            package = json.loads((target / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(package, dict) and package.get("generator") == GENERATOR:
            found = [*(found or []), *_paths_in(package)]
    return found


def _paths_in(value: object) -> list[str]:
    """Every file of ours that a descriptor, or the list in its place, names."""
    if isinstance(value, dict):
        return [path for inner in value.values() for path in _paths_in(inner)]
    if isinstance(value, list):
        return [path for inner in value for path in _paths_in(inner)]
    return [value] if isinstance(value, str) and _OURS.fullmatch(value) else []


def _write_whole(path: Path, text: str) -> None:
    """Write a small file so that it is there whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _clear_after_the_dead(home: Path) -> None:
    for path in home.iterdir():
        found = _SCRATCH.fullmatch(path.name)
        if found and not _is_alive(int(found["pid"])):
            shutil.rmtree(path, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    if pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
