"""What answers questions in SQL in a browser, on a host without a server; sql_tables.py writes what it reads.

The engine's files come from the npm packages that `package-lock.json` pins, and are not in git: each is taken only
where it has the hash that `engine.csv` has too, for whoever has no lock beside.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.files import SiteFolder

FOLDER = "sql"
_LISTED = Path(__file__).parent / "engine.csv"
# The engine's library for Node's way of loading, as a script that any page can load.
_BEFORE = b"(() => { const module = { exports: {} }; const require = () => globalThis.Arrow; ((exports) => {\n"
_AFTER = b"\n})(module.exports); globalThis.duckdb = module.exports; })();\n"


class EngineError(RuntimeError):
    """The engine's files are not there, or not those that are pinned; the message says what to do."""


@dataclass(frozen=True, slots=True)
class EngineFile:
    """A file of a pinned npm package, and what it is called on the site."""

    package: str
    version: str
    file: str
    name: str
    sha256: str
    is_wrapped: bool

    def content(self, packages: Path) -> bytes:
        """What the site gets; EngineError where it is not there, or another."""
        source = packages / self.package / self.file
        try:
            content = source.read_bytes()
        except OSError:
            raise EngineError(f"{source}: is not there; {install()}") from None
        if sha256(content).hexdigest() != self.sha256:
            raise EngineError(f"{source}: is not of {self.package} {self.version}; {install()}")
        return _BEFORE + content + _AFTER if self.is_wrapped else content


def engine_files() -> list[EngineFile]:
    """All that a browser needs."""
    with _LISTED.open(encoding="utf-8", newline="") as file:
        return [
            EngineFile(
                row["package"], row["version"], row["file"], row["name"], row["sha256"], row["is_wrapped"] == "true"
            )
            for row in csv.DictReader(file)
        ]


def install() -> str:
    """How the packages come beside: in a checkout, and elsewhere."""
    wanted = sorted({f"{one.package}@{one.version}" for one in engine_files()})
    return f"in a checkout: make node_modules/.ready; elsewhere: npm install --ignore-scripts {' '.join(wanted)}"


def write_engine(site: SiteFolder, packages: Path) -> None:
    """Copy the engine into the site. EngineError where a file is missing or another: then nothing is copied."""
    contents = {one.name: one.content(packages) for one in engine_files()}
    for name, content in contents.items():
        site.write(f"{FOLDER}/engine/{name}", content)
