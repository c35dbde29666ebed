"""Parts of the site that are made as a whole and anew only where what they are made from has changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from dashboard.trust import Json

if TYPE_CHECKING:
    from dashboard.files import SiteFolder

# Not served: its name begins with a dot.
_SCRATCH = ".building-"


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it was made: from what, its files, and what the pages say of it."""

    fingerprint: str
    files: tuple[str, ...]
    said: Json


def part(
    site: SiteFolder, before: Part | None, fingerprint: str, make: Callable[[Path], Json], closing: str | None = None
) -> Part:
    """Keep the part of the last build, or let `make` fill an empty folder and put its files into the site.

    `closing` is the file that names the others: it goes first and comes last, so that it never names what is not there.
    """
    if before is not None and before.fingerprint == fingerprint and all(map(site.has, before.files)):
        for name in before.files:
            site.keep(name)
        return before
    for left in site.folder.glob(f"{_SCRATCH}*"):  # a build that was killed
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(mkdtemp(prefix=_SCRATCH, dir=site.folder))
    try:
        said = make(folder)
        names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
        if closing is not None:
            names = [*(name for name in names if name != closing), closing]
            (site.folder / closing).unlink(missing_ok=True)
        for name in names:
            site.write(name, (folder / name).read_bytes())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Part(fingerprint, tuple(names), said)
