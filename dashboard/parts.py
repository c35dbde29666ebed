"""Parts of the site that are made as a whole and anew only where what they are made from has changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
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
    """A part as it was made: from what, its files, and what is said of it."""

    fingerprint: str
    files: tuple[str, ...]
    said: Json


@dataclass(slots=True)
class Keeping:
    """The parts of the last build and of this one, by their names."""

    site: SiteFolder
    parts: Mapping[str, Part]
    after: dict[str, Part] = field(default_factory=dict)
    _closing: str | None = None

    @property
    def folder(self) -> Path:
        """Where the site is."""
        return self.site.folder

    def closes_with(self, name: str) -> None:
        """Name the file that names the others: it goes before one of them changes, and names only what is there."""
        self._closing = name

    def before(self, name: str) -> Part | None:
        """The part of the last build."""
        return self.parts.get(name)

    def part(self, name: str, fingerprint: str, make: Callable[[Path], Json]) -> Part:
        """Keep a part of the last build, or let `make` fill an empty folder and put its files into the site."""
        if not self.keep(name, fingerprint):
            self._keep(name, _made(self.site, fingerprint, make, self._closing))
        return self.after[name]

    def keep(self, name: str, fingerprint: str) -> bool:
        """Keep a part of the last build where it was made from the same and is there whole; whether it is."""
        kept = self.before(name)
        if kept is None or kept.fingerprint != fingerprint or not self._is_there(kept):
            return False
        self._keep(name, kept)
        return True

    def keep_all(self, name: str, others: Iterable[str]) -> bool:
        """Keep a part of the last build and others of it, where all are there whole; whether they are."""
        found = {one: self.before(one) for one in (name, *others)}
        if not all(one is not None and self._is_there(one) for one in found.values()):
            return False
        for own, one in found.items():
            if one is not None:
                self._keep(own, one)
        return True

    def _is_there(self, part: Part) -> bool:
        return all(map(self.site.has, part.files))

    def _keep(self, name: str, part: Part) -> None:
        self.after[name] = part
        for file in part.files:
            self.site.keep(file)


def _made(site: SiteFolder, fingerprint: str, make: Callable[[Path], Json], closing: str | None) -> Part:
    for left in site.folder.glob(f"{_SCRATCH}*"):  # a build that was killed
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(mkdtemp(prefix=_SCRATCH, dir=site.folder))
    try:
        said = make(folder)
        names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
        if closing is not None:
            site.remove(closing)
        for name in names:
            site.write(name, (folder / name).read_bytes())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Part(fingerprint, tuple(names), said)
