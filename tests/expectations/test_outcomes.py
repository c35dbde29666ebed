"""What the gate says of a warehouse that is sound, of one that is not, and of one that is mended."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import duckdb
import pytest

from expectations import AuditError, Outcome, expected, validate
from expectations.outcome import IDENTITIES, STRUCTURE
from tests.support.small_warehouse import FAMILIES, build_sound, by_name

if TYPE_CHECKING:
    from pathlib import Path

FAILED_COUNTS = {
    "amounts_match_figures": 3,
    "assumed_figures_are_not_trusted": 1,
    "clauses_stand_where_printed": 1,
    "codes_known": 1,
    "commitment_changes_add_up": 1,
    "commitment_years_in_order": 1,
    "copies_match_figures": 4,
    "figures_reach_amounts": 3,
    "figures_read_as_printed": 1,
    "figures_stand_in_their_lines": 7,
    "foreign_keys": 1,
    "glossary_holds_footnotes": 1,
    "grain_unique": 2,
    "identities_have_terms": 1,
    "identity_terms_fit_together": 2,
    "items_sum_to_total": 2,
    "keys_not_null": 1,
    "keys_unique": 2,
    "lines_are_passages": 2,
    "links_have_evidence": 1,
    "numbers_accounted_for": 11,
    "numbers_are_in_facts": 1,
    "numbers_cover_their_lines": 2,
    "numbers_read_as_printed": 1,
    "parts_answer_their_items": 1,
    "passages_in_place": 1,
    "quantities_are_their_numbers": 1,
    "quantities_stand_apart": 1,
    "receipt_segments_proven": 1,
    "repairs_match_figures": 1,
    "residuals_match_figures": 1,
    "roles_fit_their_places": 1,
    "rule_changes_agree": 1,
    "segments_sum_to_total": 1,
    "statements_follow_rule_book": 1,
    "statuses_match_figures": 1,
    "trusted_figures_are_checked": 2,
    "trusted_figures_have_amounts": 1,
    "unchecked_figures_are_untouched": 2,
    "unrepaired_figures_are_as_printed": 2,
    "years_match_reference": 1,
    "few_disputed_figures": 1,
    "money_explained": 1,
}
STRUCTURE_NAMES = [told.expectation_name for told in expected(()) if told.suite_name == STRUCTURE]


def test_what_is_expected_is_known_without_great_expectations() -> None:
    script = "import sys, expectations; expectations.expected(()); sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_each_expectation_has_a_name_of_its_own_and_a_title() -> None:
    told = expected(FAMILIES)
    assert len({one.expectation_name for one in told}) == len(told)
    assert all(one.expectation_name.isidentifier() and one.title for one in told)


def test_faults_of_our_own_and_unpublishable_documents_block_and_errors_of_the_text_do_not() -> None:
    not_blocking = {told.expectation_name for told in expected(FAMILIES) if not told.is_blocking}
    of_texts = {"commitment_years_in_order", "numbers_accounted_for", "rule_changes_agree", "years_match_reference"}
    assert not_blocking == of_texts | {family.name for family in FAMILIES}


def test_a_share_is_of_what_was_checked_and_of_nothing_there_is_none() -> None:
    assert Outcome("s", "e", "t", True, 4, 3, 1, None, False).held_share == 0.75
    assert Outcome("s", "e", "t", True, 0, 0, 0, None, True).held_share is None


@pytest.mark.slow
def test_outcomes_are_those_expected_in_their_order(sound_outcomes: dict[str, Outcome]) -> None:
    told = [(one.suite_name, one.expectation_name, one.title, one.is_blocking) for one in sound_outcomes.values()]
    assert told == [(one.suite_name, one.expectation_name, one.title, one.is_blocking) for one in expected(FAMILIES)]


@pytest.mark.slow
@pytest.mark.parametrize("name", STRUCTURE_NAMES)
def test_a_sound_warehouse_passes_with_something_checked(name: str, sound_outcomes: dict[str, Outcome]) -> None:
    outcome = sound_outcomes[name]
    assert outcome.is_success
    assert outcome.held_count == outcome.checked_count > 0


@pytest.mark.slow
@pytest.mark.parametrize("name", STRUCTURE_NAMES)
def test_a_fault_is_found_and_counted(name: str, faulty_outcomes: dict[str, Outcome]) -> None:
    outcome = faulty_outcomes[name]
    assert not outcome.is_success
    assert outcome.failed_count == FAILED_COUNTS[name]
    assert outcome.held_count == outcome.checked_count - outcome.failed_count


@pytest.mark.slow
def test_a_family_holds_where_its_identities_do(sound_outcomes: dict[str, Outcome]) -> None:
    outcome = sound_outcomes["subtotals"]
    assert (outcome.suite_name, outcome.is_success, outcome.held_share) == (IDENTITIES, True, 1.0)
    assert outcome.worst_residual_yen is None


@pytest.mark.slow
def test_a_failing_family_tells_its_worst_residual_beyond_tolerance(faulty_outcomes: dict[str, Outcome]) -> None:
    outcome = faulty_outcomes["subtotals"]
    assert not outcome.is_success
    assert (outcome.checked_count, outcome.held_count, outcome.failed_count) == (4, 1, 3)
    assert outcome.worst_residual_yen == 6000


@pytest.mark.slow
def test_one_failing_family_leaves_another_alone(faulty_outcomes: dict[str, Outcome]) -> None:
    assert faulty_outcomes["segments"].is_success


@pytest.mark.slow
def test_a_family_with_nothing_to_check_succeeds_and_says_so(faulty_outcomes: dict[str, Outcome]) -> None:
    outcome = faulty_outcomes["summary"]
    assert outcome.is_success
    assert outcome.checked_count == 0
    assert outcome.held_share is None


@pytest.mark.slow
def test_a_family_recovers_once_its_figure_is_mended_and_the_file_is_free_in_between(tmp_path: Path) -> None:
    folder = tmp_path / "第6回 100%20$HOME"
    folder.mkdir()
    database = build_sound(folder / "staging.duckdb")
    change = "UPDATE fact_figure SET amount_yen = ? WHERE figure_key = 1"
    with duckdb.connect(database) as connection:
        connection.execute(change, [100001])
    spoilt = by_name(validate(database, FAMILIES, tmp_path / "store", "same-run"))["subtotals"]
    with duckdb.connect(database) as connection:
        connection.execute(change, [100000])
    mended = by_name(validate(database, FAMILIES, tmp_path / "store", "same-run"))["subtotals"]
    assert (spoilt.is_success, spoilt.worst_residual_yen) == (False, 1)
    assert (mended.is_success, mended.worst_residual_yen) == (True, None)


@pytest.mark.slow
def test_a_file_that_cannot_be_opened_is_an_error_that_names_it(tmp_path: Path) -> None:
    database = tmp_path / "text.duckdb"
    database.write_text("no database")
    with pytest.raises(AuditError, match=r"text\.duckdb"):
        validate(database, FAMILIES, tmp_path / "store", "run")


@pytest.mark.slow
def test_a_file_that_is_no_warehouse_is_an_error_and_not_a_success(tmp_path: Path) -> None:
    database = tmp_path / "empty.duckdb"
    duckdb.connect(database).close()
    with pytest.raises(AuditError, match=r"Table with name \w+ does not exist"):
        validate(database, FAMILIES, tmp_path / "store", "run")
    duckdb.connect(database).close()
