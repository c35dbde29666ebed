"""Why a figure is disputed, and what of a figure is assumed, as the warehouse says it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import expectations
from pipelines.identities.structural import DoubtKind
from pipelines.interpreting.model import Subject
from pipelines.reconcile import DisputeReason, SlipKind
from tests.support.loaded_meetings import load_one_by_one, query
from tests.support.slipped_meetings import ASSUMED, EXCHANGED, RIVALS, UNTOLD, assumed, rivals, untold
from tests.support.small_texts import noise_text

pytestmark = pytest.mark.slow

NOISE = "noise.txt"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    texts = {
        RIVALS: rivals(),
        NOISE: noise_text(9),
        ASSUMED: assumed(),
        UNTOLD: untold(),
    }
    return load_one_by_one(tmp_path_factory.mktemp("disputes") / "w.duckdb", texts)


def test_a_dispute_says_why_the_identities_do_not_decide(warehouse: Path) -> None:
    rows = query(
        warehouse,
        "SELECT dispute.reason, len(figure_keys) > 1, len(identity_check_keys) FROM fact_dispute AS dispute"
        " JOIN dim_document USING (document_key) WHERE file_name = ?",
        (RIVALS,),
    )
    assert rows == [("rivals", True, 1)]


def test_every_explanation_belongs_to_a_dispute_with_a_reason(warehouse: Path) -> None:
    assert query(
        warehouse,
        "SELECT count(*) > 0, count(dispute.reason) = count(*) FROM fact_explanation"
        " LEFT JOIN fact_dispute AS dispute USING (document_key, dispute_number)",
    ) == [(True, True)]


def test_every_disputed_figure_has_a_reason_and_no_other_figure_has_one(warehouse: Path) -> None:
    assert query(
        warehouse,
        "SELECT (SELECT count(*) FROM fact_figure WHERE status = 'disputed')"
        " = (SELECT count(DISTINCT figure_key) FROM disputed_figures)",
    ) == [(True,)]
    found = query(warehouse, "SELECT file_name, list_sort(list(DISTINCT reason)) FROM disputed_figures GROUP BY 1")
    reasons = {str(row[0]): row[1] for row in found}
    assert reasons.keys() == {RIVALS, NOISE, UNTOLD}
    assert reasons[RIVALS] == ["rivals"]
    assert reasons[UNTOLD] == ["rival_slips"]


def test_rows_whose_labels_are_in_doubt_are_disputed_for_that_reason(warehouse: Path) -> None:
    lines = query(
        warehouse,
        "SELECT source_line, count(*) FROM disputed_figures WHERE file_name = ? GROUP BY 1 ORDER BY 1",
        (UNTOLD,),
    )
    assert lines == [(700, 1), (701, 1), (EXCHANGED[0], 8), (EXCHANGED[1], 8)]


def test_what_is_assumed_is_said_by_subject_and_in_words(warehouse: Path) -> None:
    rows = query(
        warehouse,
        "SELECT DISTINCT file_name, subject, words = figure.assumption, status FROM fact_assumption"
        " JOIN fact_figure AS figure USING (figure_key) JOIN dim_document ON"
        " dim_document.document_key = figure.document_key",
    )
    assert rows == [(ASSUMED, "unit", True, "unchecked")]


@pytest.mark.parametrize(
    ("codes", "place"),
    [
        (DisputeReason, "fact_dispute.reason"),
        (Subject, "fact_assumption.subject"),
        (SlipKind, "fact_repair.kind"),
        (DoubtKind, "fact_structural_repair.kind"),
    ],
)
def test_every_code_that_the_program_gives_is_known_to_the_expectations(
    codes: type[DisputeReason | Subject | SlipKind | DoubtKind], place: str
) -> None:
    script = (Path(expectations.__file__).parent / "structure" / "codes_known.sql").read_text(encoding="utf-8")
    clause = script.partition(f"WHEN place = '{place}' THEN")[2].partition("\n        WHEN")[0]
    known = set(re.findall(r"'(\w+)'", clause))
    # Rivals are stored by the kinds of the slips between which nothing decides.
    assert {code.value for code in codes} - {DoubtKind.RIVAL_SLIPS.value} <= known
