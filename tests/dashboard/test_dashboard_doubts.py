"""What the pages are given of slips of structure, reasons of disputes and assumptions; codes without a word."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest
import yaml

import dashboard
from pipelines.identities.structural import DoubtKind
from pipelines.interpreting.model import Subject
from pipelines.reconcile import DisputeReason, SlipKind
from tests.support.dashboard_sites import Shown, built
from tests.support.slipped_meetings import ASSUMED, EXCHANGED, RIVALS, TOLD, UNTOLD

pytest_plugins = ["tests.support.dashboard_fixtures"]
pytestmark = pytest.mark.slow


def test_a_slip_that_was_told_has_its_words_its_figures_and_its_proof(doubtful: Shown) -> None:
    page = doubtful.site.meeting(TOLD)
    (found,) = page["structure"]
    assert (found["outcome"], found["reason"]) == ("repaired", None)
    (slip,) = found["slips"]
    assert (slip["kind"], tuple(slip["lines"])) == ("labels_exchanged", EXCHANGED)
    assert (slip["before"], slip["after"]) == ("一般管理費 / 事業費", "事業費 / 一般管理費")
    assert sorted({page["figures"]["line"][figure] for figure in found["figures"]}) == list(EXCHANGED)
    assert {each["name"] for each in found["failing"]} == {"same_figure"}
    assert all(page["identities"]["holds"][identity] for identity in found["identities"])
    assert [rival["kind"] for rival in found["rivals"]] == ["labels_exchanged"]


def test_slips_between_which_nothing_decides_are_one_doubt(doubtful: Shown) -> None:
    page = doubtful.site.meeting(UNTOLD)
    (found,) = page["structure"]
    assert (found["outcome"], found["reason"]) == ("disputed", "rival_slips")
    assert [slip["lines"] for slip in found["slips"]] == [[700, 701], list(EXCHANGED)]
    assert {page["figures"]["status"][figure] for figure in found["figures"]} == {"disputed"}
    assert len(found["figures"]) == page["summary"]["figures"]["disputed"]


def test_a_dispute_has_the_reason_that_the_warehouse_gives(doubtful: Shown) -> None:
    (dispute,) = doubtful.site.meeting(RIVALS)["disputes"]
    assert dispute["reason"] == "rivals"
    assert len(dispute["identities"]) == 1


def test_every_assumption_is_listed_and_its_figures_counted(doubtful: Shown) -> None:
    page = doubtful.site.meeting(ASSUMED)
    assert {each["subject"] for each in page["assumptions"]} == {"unit"}
    assert len({each["figure"] for each in page["assumptions"]}) == page["summary"]["assumed"] > 0
    assert doubtful.site.meeting(TOLD)["summary"]["assumed"] == 0


def test_disputes_of_a_document_that_an_earlier_version_read_are_shown_without_a_reason(
    doubtful: Shown, tmp_path: Path
) -> None:
    old = Path(shutil.copyfile(doubtful.warehouse, tmp_path / "old.duckdb"))
    with duckdb.connect(old) as connection:
        connection.execute("DELETE FROM fact_dispute")
    (dispute,) = built(old, tmp_path / "site").meeting(RIVALS)["disputes"]
    assert dispute["reason"] is None
    assert dispute["explanations"]


@pytest.mark.parametrize(
    ("kind", "codes"), [("dispute", DisputeReason), ("doubt", DoubtKind), ("assumed", Subject), ("kind", SlipKind)]
)
def test_every_code_that_the_program_gives_has_a_word(
    kind: str, codes: type[DisputeReason | DoubtKind | Subject | SlipKind]
) -> None:
    words = yaml.safe_load((Path(dashboard.__file__).parent / "words.yaml").read_text(encoding="utf-8"))
    assert [code.value for code in codes if f"{kind}.{code.value}" not in words] == []
    noted = {"doubt": "doubt_note", "assumed": "assumed_note"}.get(kind, kind)
    assert [code.value for code in codes if f"{noted}.{code.value}" not in words] == []
