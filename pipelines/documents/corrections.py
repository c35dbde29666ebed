"""Corrections by hand: a CSV of cells that a person has looked up in the original, applied before settling."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from unicodedata import normalize

from expectations.rule_book import RuleBook
from pipelines.identities.settling import Settled
from pipelines.interpreting.model import Figure, Finding, Materials
from pipelines.reading.numerals import Reading, read_numeral
from pipelines.reconcile import Reconciliation, Repair, SlipKind, Status
from pipelines.structure.amendments import CellWords, amend
from pipelines.structure.search import Text
from pipelines.structure.settling import settle_text

COLUMNS = ("document", "line", "cell", "value", "reason", "by", "date")
_SHORTEST_HASH = 8


class CorrectionsError(ValueError):
    """The corrections file cannot be used; the message names the file, the row and what to write."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A cell's value as the original prints it. `document` is a file name or the beginning of a SHA-256."""

    document: str
    line: int
    cell: int
    value: str
    reason: str
    by: str
    day: date

    def speaks_of(self, file_name: str, sha256: str) -> bool:
        """Whether it is of a document; a name may be spelled in composed or decomposed characters (ガ, カ and ゛)."""
        if normalize("NFC", self.document) == normalize("NFC", file_name):
            return True
        return len(self.document) >= _SHORTEST_HASH and sha256.startswith(self.document.lower())

    def corrected(self, figure: Figure) -> Figure:
        """The figure with this value, in the unit that it was printed in unless the value names its own."""
        numeral, printed = read_numeral(self.value), read_numeral(figure.printed_text)
        unit = figure.unit_yen * 10**printed.decimals // 10**numeral.decimals
        return replace(
            figure,
            value=numeral.value or 0,
            unit_yen=numeral.unit_yen or unit or figure.unit_yen,
            is_blank=False,
            is_certain=True,
            is_beyond_count=False,
        )


@dataclass(frozen=True, slots=True)
class AppliedCorrection:
    """A correction that met a figure; `is_needed` is false where the text prints that value itself."""

    figure: int
    corrected_yen: int
    is_needed: bool
    correction: Correction


def read_corrections(file: Path) -> tuple[Correction, ...]:
    """The corrections of a file; none where there is no file. Raise CorrectionsError for a row that is not one."""
    if not file.exists():
        return ()
    try:
        rows = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig")))
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise CorrectionsError(f"{file}:1: the columns must be {','.join(COLUMNS)}")
        return tuple(_correction(file, number, row) for number, row in enumerate(rows, 2))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CorrectionsError(f"{file}: cannot be read as UTF-8 CSV ({error})") from None


def corrections_of(corrections: Sequence[Correction], file_name: str, sha256: str) -> tuple[Correction, ...]:
    """Those that speak of a document."""
    return tuple(one for one in corrections if one.speaks_of(file_name, sha256))


def without_document(corrections: Sequence[Correction], documents: Iterable[tuple[str, str]]) -> tuple[Correction, ...]:
    """Those that speak of none of the documents, each of which is a file name and a SHA-256."""
    known = tuple(documents)
    return tuple(one for one in corrections if not any(one.speaks_of(name, sha256) for name, sha256 in known))


def meaning_none(corrections: Iterable[Correction], documents: Iterable[tuple[str, str]]) -> tuple[Correction, ...]:
    """Those that speak of none of the documents (file name and SHA-256 of each)."""
    known = tuple(documents)
    return tuple(one for one in corrections if not any(one.speaks_of(name, sha256) for name, sha256 in known))


def reading_version(parser_version: str, own: Iterable[Correction]) -> str:
    """Under which version a document is read: a change of its corrections is one as well."""
    told = "\n".join(f"{one.line},{one.cell},{one.value},{one.reason},{one.by},{one.day}" for one in own)
    return f"{parser_version}+{hashlib.sha256(told.encode()).hexdigest()[:8]}" if told else parser_version


def settle_corrected(
    materials: Materials, rules: RuleBook, corrections: Sequence[Correction], text: Callable[[], Text]
) -> tuple[Settled, tuple[AppliedCorrection, ...], tuple[Finding, ...]]:
    """Settle a document with its corrections in place of what is printed; its figures stay as printed."""
    applied, findings = _apply(materials.figures, corrections)
    if not applied:
        return settle_text(materials, rules, text), (), findings
    figures = list(materials.figures)
    for one in applied:
        figures[one.figure] = one.correction.corrected(figures[one.figure])
    settled = settle_text(replace(materials, figures=tuple(figures)), rules, lambda: _corrected(text(), applied))
    settled = replace(settled, materials=_as_printed(settled.materials, materials.figures))
    needed = [one for one in applied if one.is_needed]
    return replace(settled, verdicts=_told(settled.verdicts, needed)), applied, findings


def _corrected(text: Text, applied: Sequence[AppliedCorrection]) -> Text:
    """The text as it reads with its corrections."""
    blocks = text.blocks
    for one in applied:
        blocks = amend(blocks, CellWords(one.correction.line, one.correction.cell, one.correction.value))
    return replace(text, blocks=blocks)


def _as_printed(materials: Materials, printed: Sequence[Figure]) -> Materials:
    """The materials with the values that the text prints, wherever their figures stand."""
    values = {(figure.line, figure.cell): figure for figure in printed}
    figures = []
    for figure in materials.figures:
        own = values.get((figure.line, figure.cell), figure)
        figures.append(
            replace(
                figure,
                printed_text=own.printed_text,
                value=own.value,
                is_blank=own.is_blank,
                is_certain=own.is_certain,
            )
        )
    return replace(materials, figures=tuple(figures))


def _apply(
    figures: Sequence[Figure], corrections: Sequence[Correction]
) -> tuple[tuple[AppliedCorrection, ...], tuple[Finding, ...]]:
    if not corrections:
        return (), ()
    places = {(figure.line, figure.cell): figure for figure in figures}
    applied: dict[int, AppliedCorrection] = {}
    findings: list[Finding] = []
    for one in corrections:
        figure = places.get((one.line, one.cell))
        if figure is None:
            message = f"the correction of cell {one.cell} to {one.value} meets no figure there; not applied"
            findings.append(Finding("correction_without_figure", one.line, message))
            continue
        corrected = one.corrected(figure)
        yen = (corrected.value or 0) * corrected.unit_yen
        is_needed = figure.value is None or figure.value * figure.unit_yen != yen
        if not is_needed:
            message = f"cell {one.cell} prints {one.value} itself: its correction by {one.by} is no longer needed"
            findings.append(Finding("correction_not_needed", one.line, message))
        applied[figure.number] = AppliedCorrection(figure.number, yen, is_needed, one)
    return tuple(applied.values()), tuple(findings)


def _told(verdicts: Reconciliation, applied: Sequence[AppliedCorrection]) -> Reconciliation:
    """A corrected figure that the identities bear out is repaired, by hand; one that none touches stays unchecked.

    The person who looked it up saw its sign, so that it need not be shown by an identity.
    """
    figures = list(verdicts.figures)
    repairs = list(verdicts.repairs)
    next_slip = max((repair.slip for repair in repairs), default=-1) + 1
    for slip, one in enumerate(applied, next_slip):
        verdict = figures[one.figure]
        is_checked = verdict.status is Status.PROVEN or (
            verdict.status is Status.UNCHECKED and not verdict.sign_is_shown
        )
        if not is_checked or verdict.settled is None:
            continue
        figures[one.figure] = replace(verdict, status=Status.REPAIRED)
        repairs.append(
            Repair(
                one.figure,
                None,
                verdict.settled,
                SlipKind.CORRECTED_BY_HAND,
                slip,
                0,
                (),
                verdict.identities,
            )
        )
    return replace(verdicts, figures=tuple(figures), repairs=tuple(repairs))


def _correction(file: Path, number: int, row: dict[str, str]) -> Correction:
    def fault(problem: str) -> CorrectionsError:
        return CorrectionsError(f"{file}:{number}: {problem}")

    if None in row.values() or None in row:
        raise fault(f"the row must have {len(COLUMNS)} cells: {','.join(COLUMNS)}")
    cells = {name: (value or "").strip() for name, value in row.items()}
    empty = next((name for name in COLUMNS if not cells[name]), None)
    if empty is not None:
        raise fault(f"{empty} is empty")
    if read_numeral(cells["value"]).reading not in (Reading.NUMBER, Reading.NIL):
        raise fault(f"value {cells['value']} is no number as a statement prints it (△18,128)")
    try:
        line, cell = int(cells["line"]), int(cells["cell"])
        day = date.fromisoformat(cells["date"])
    except ValueError:
        raise fault("line and cell must be whole numbers, date as 2026-01-31") from None
    return Correction(cells["document"], line, cell, cells["value"], cells["reason"], cells["by"], day)
