"""An assumption is dropped where an identity shows it to be right, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expectations.rule_book import rule_book
from pipelines.identities.settling import Settled, settle
from pipelines.interpreting.document import interpret
from pipelines.interpreting.model import Assumption, Figure, Materials, Subject
from pipelines.reading.source import read_text
from pipelines.reconcile import Status
from pipelines.runtime.paths import RAW_FOLDER

FILE = RAW_FOLDER / "2015-02-26_keiei-shingi-iinkai_06.txt"


@pytest.fixture(scope="module")
def sixth() -> Materials:
    return interpret(read_text(FILE.read_bytes(), FILE.name), rule_book())


def assuming(materials: Materials, subject: Subject, *tables: int | None) -> Settled:
    """The materials settled as if a reading of some tables were assumed, and all else printed."""
    assumption = Assumption(subject, "as it is assumed")

    def marked(figure: Figure) -> Figure:
        return replace(figure, assumptions=(assumption,) if figure.table in tables else ())

    return settle(replace(materials, figures=tuple(map(marked, materials.figures))), rule_book())


def left(settled: Settled) -> set[int | None]:
    """The tables that keep an assumption."""
    return {figure.table for figure in settled.materials.figures if figure.assumptions}


def tables_of(materials: Materials, *codes: str) -> dict[str, list[int]]:
    """Table numbers by statement, those in thousand yen in the order of the text."""
    return {
        code: [table.number for table in materials.tables if table.statement_code == code and len(table.rows) > 9]
        for code in codes
    }


def test_in_the_sixth_meeting_nothing_stays_assumed(sixth: Materials) -> None:
    assert left(settle(sixth, rule_book())) == set()


@pytest.mark.parametrize("subject", [Subject.UNIT, Subject.YEAR, Subject.SEGMENT])
def test_a_table_that_identities_tie_to_others_is_shown(sixth: Materials, subject: Subject) -> None:
    (_, by_segment) = tables_of(sixth, "balance_sheet")["balance_sheet"]
    assert left(assuming(sixth, subject, by_segment)) == set()


@pytest.mark.parametrize("subject", [Subject.UNIT, Subject.YEAR])
def test_what_all_tables_assume_nothing_shows(sixth: Materials, subject: Subject) -> None:
    every = [None, *(table.number for table in sixth.tables)]  # None: commitments and receipts
    settled = assuming(sixth, subject, *every)
    assert left(settled) == set(every)
    statement = [v for f, v in zip(sixth.figures, settled.verdicts.figures, strict=True) if f.statement_code]
    assert {verdict.status for verdict in statement} == {Status.UNCHECKED}
    # Repaired as far as the assumption holds: the record stays.
    assert len(settled.verdicts.repairs) == 23


def test_rounded_figures_show_no_unit(sixth: Materials) -> None:
    summaries = [table.number for table in sixth.tables if len(table.rows) <= 9]
    assert len(summaries) == 3
    assert left(assuming(sixth, Subject.UNIT, *summaries)) == set(summaries)


def test_a_change_between_two_years_shows_neither() -> None:
    rows = ("科目\t27年度\t26年度\t増減", "事業収入\t90\t80\t10", "営業収益合計\t90\t80\t10", "当期純利益\t5\t9\t△4")
    lines = ("平成27年度予算（案）", "", "（単位：千円）", "", "予定損益計算書", "", *rows)
    materials = interpret(read_text("\n".join(lines).encode() + b"\n", "made-up.txt"), rule_book())
    figures = tuple(
        replace(figure, assumptions=(Assumption(Subject.YEAR, "assumed"),) if figure.period.fiscal_year == 2014 else ())
        for figure in materials.figures
    )
    settled = settle(replace(materials, figures=figures), rule_book())
    assert {figure.period.fiscal_year for figure in settled.materials.figures if figure.assumptions} == {2014}
