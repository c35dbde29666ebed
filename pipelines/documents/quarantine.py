"""Quarantine: documents that were kept out, each whole in a folder of its own beside a report of why and what next."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from zlib import crc32

from warehouse.lake.address import whole

if TYPE_CHECKING:
    from pipelines.documents.processing import Refusal

_FOLDER = "quarantine"
_REPORT = "report.json"
_LEFT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A document that was kept out of a warehouse. `can_be_accepted`: a person may publish it as it is."""

    key: str
    sha256: str
    file_name: str
    warehouse: str
    reasons: tuple[str, ...]
    can_be_accepted: bool
    parser_version: str
    quarantined_at: datetime
    path: Path
    trace: str = ""

    @property
    def next_step(self) -> str:
        """What a person can do."""
        if self.trace:
            return (
                "report the error with this folder, whose report.json has its trace; after an update of Tsujitsuma it"
                " is tried again by itself; to try again now: tsujitsuma retry"
            )
        steps = "mend the text and ingest it again, or correct single cells in the corrections file"
        if self.can_be_accepted:
            steps += f', or publish it as it is: tsujitsuma accept "{self.key}" --reason "…"'
        return f"{steps}; to try again: tsujitsuma retry"


class Quarantine:
    """The quarantine of a state folder, for one warehouse."""

    def __init__(self, state_folder: Path, warehouse: Path) -> None:
        self._folder = state_folder / _FOLDER
        self._warehouse = str(whole(warehouse))

    def keep(
        self,
        key: str,
        sha256: str,
        file_name: str,
        content: bytes,
        reasons: Sequence[str],
        *,
        can_be_accepted: bool,
        parser_version: str,
        now: datetime,
        trace: str = "",
    ) -> None:
        """Keep a document with its report; it appears whole or not at all, in place of an earlier report of it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._sweep(now)
        made = Path(mkdtemp(prefix=".new-", dir=self._folder))
        name = Path(file_name).name or "document"
        kept = Quarantined(
            key,
            sha256,
            file_name,
            self._warehouse,
            tuple(reasons),
            can_be_accepted,
            parser_version,
            now,
            Path(name),
            trace,
        )
        report = {**asdict(kept), "quarantined_at": now.isoformat(timespec="seconds"), "path": name}
        text = json.dumps({**report, "next_step": kept.next_step}, ensure_ascii=False, indent=2)
        try:
            (made / name).write_bytes(content)
            (made / _REPORT).write_text(text + "\n", encoding="utf-8")
            self.release([sha256])
            made.replace(self._place(sha256))
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)  # nothing half stays on a full disk
            raise

    def keep_refused(self, refusals: Sequence[Refusal], parser_version: str, now: datetime) -> None:
        """Keep every refused document whose content could be read."""
        for refusal in refusals:
            if refusal.raw is not None:
                self.keep(
                    refusal.raw.key,
                    refusal.raw.sha256,
                    refusal.raw.file_name,
                    refusal.raw.content,
                    [refusal.reason],
                    can_be_accepted=refusal.can_be_accepted,
                    parser_version=parser_version,
                    now=now,
                    trace=refusal.trace,
                )

    def release(self, hashes: Collection[str]) -> None:
        """Let documents go that were published, or kept anew."""
        for sha256 in hashes:
            place = self._place(sha256)
            gone = place.with_name(f".gone-{place.name}-{os.getpid()}")
            with suppress(FileNotFoundError):
                place.rename(gone)  # in one step; what a kill leaves of it is hidden
                shutil.rmtree(gone, ignore_errors=True)

    def _sweep(self, now: datetime) -> None:
        """Remove what a kill left half made or half removed."""
        for left in self._folder.glob(".*"):
            with suppress(FileNotFoundError):  # another process may be faster
                if left.stat().st_mtime < (now - _LEFT_FOR).timestamp():
                    shutil.rmtree(left, ignore_errors=True)

    def all(self) -> tuple[Quarantined, ...]:
        """Every document that is kept out of this warehouse, the latest last."""
        found = []
        for report in self._folder.glob(f"[!.]*/{_REPORT}"):
            told = json.loads(report.read_text(encoding="utf-8"))
            del told["next_step"]
            told |= {
                "reasons": tuple(told["reasons"]),
                "quarantined_at": datetime.fromisoformat(told["quarantined_at"]),
                "path": report.parent / told["path"],
            }
            kept = Quarantined(**told)
            if kept.warehouse == self._warehouse:
                found.append(kept)
        return tuple(sorted(found, key=lambda kept: (kept.quarantined_at, kept.key)))

    def find(self, document: str) -> tuple[Quarantined, ...]:
        """The documents that a person means by a key, a file name, or the beginning of a hash or key."""
        everything = self.all()
        exact = tuple(kept for kept in everything if document in (kept.key, kept.file_name, kept.sha256))
        begun = tuple(k for k in everything if k.key.startswith(document) or k.sha256.startswith(document))
        return exact or begun

    def _place(self, sha256: str) -> Path:
        """One folder for a document and warehouse."""
        warehouse = Path(self._warehouse)
        return self._folder / f"{sha256[:16]}-{warehouse.stem}-{crc32(self._warehouse.encode()):08x}"
