"""Great Expectations as Dagster asset checks: one for each expectation, on the staged warehouse."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import dagster as dg

from expectations import Expected, Family, Outcome, expected, validate
from expectations.outcome import IDENTITIES
from expectations.rule_book import rule_book
from expectations.rules import publication_rules
from pipelines.orchestration.assets import (
    ensure_staged,
    figures,
    listing,
    staged_warehouse,
)
from pipelines.orchestration.resources import StateFolder, WarehouseFile
from pipelines.orchestration.values import ReadBatch, Staged
from pipelines.publishing.publication import PublishedDocument, record
from pipelines.runtime.progress import Reporter
from warehouse.store import open_warehouse


def families() -> tuple[Family, ...]:
    """The families of identities, each of which is an expectation."""
    return tuple(Family(name, title) for name, title in rule_book().families.items())


@dg.asset_check(asset=figures, description="Publication: every text was understood; one that was not is named here")
def documents_understood(figures: ReadBatch) -> dg.AssetCheckResult:
    """Fails where a text was refused while reading or interpreting it."""
    reasons = [refusal.reason for refusal in figures.outcomes.refusals]
    return dg.AssetCheckResult(
        passed=not reasons,
        severity=dg.AssetCheckSeverity.WARN,  # it keeps itself out, and no other one
        metadata={
            "checked": figures.document_count + len(reasons),
            "held": figures.document_count,
            "failed": len(reasons),
            "refused": listing(reasons),
        },
    )


def _judging_documents() -> frozenset[str]:
    return frozenset(rule.name for rule in publication_rules())


def _group(expectation: Expected) -> str:
    """What kind of check it is, before all else: the pages list them by name alone."""
    if expectation.suite_name == IDENTITIES:
        return "Identities"
    return "Publication" if expectation.expectation_name in _judging_documents() else "Structure"


def _spec(expectation: Expected) -> dg.AssetCheckSpec:
    # A rule of publication keeps single documents out (publication.py); it must not stop the others of the run.
    judges_documents = expectation.expectation_name in _judging_documents()
    return dg.AssetCheckSpec(
        name=expectation.expectation_name,
        asset=staged_warehouse,
        description=f"{_group(expectation)}: {expectation.title}",
        blocking=expectation.is_blocking and not judges_documents,
    )


# As if it could be asked for some alone: only so may a check that examined nothing stay without a result.
@dg.multi_asset_check(specs=[_spec(expectation) for expectation in expected(families())], can_subset=True)
def quality(
    context: dg.AssetCheckExecutionContext,
    staged_warehouse: Staged,
    state_folder: StateFolder,
    progress: dg.ResourceParam[Reporter],
) -> Iterator[dg.AssetCheckResult]:
    """Run the expectations over the staged documents: what breaks one of structure now, no document explains."""
    wanted = {key.name for key in context.selected_asset_check_keys}
    if not staged_warehouse.document_count:  # all were kept out: as below
        yield from (
            _result(Outcome(one.suite_name, one.expectation_name, one.title, True, 0, 0, 0, None, True))
            for one in expected(families())
            if one.expectation_name in wanted and one.is_blocking
        )
        return
    progress.step("Checking expectations")
    ensure_staged(staged_warehouse)
    with state_folder.alone():
        outcomes = validate(staged_warehouse.file, families(), state_folder.folder, context.run.run_id)
    record(staged_warehouse.file, outcomes, context.run.run_id, datetime.now(UTC))
    for one in outcomes:
        # What examined nothing has not passed. One that blocks has to say something: the warehouse waits for it.
        if one.expectation_name in wanted and (one.checked_count or one.is_blocking or not one.is_success):
            yield _result(one)


def _result(outcome: Outcome) -> dg.AssetCheckResult:
    metadata: dict[str, int | float | str] = {
        "checked": outcome.checked_count,
        "held": outcome.held_count,
        "failed": outcome.failed_count,
    }
    if outcome.held_share is not None:
        metadata["held_share"] = outcome.held_share
    if outcome.worst_residual_yen is not None:
        metadata["worst_residual_yen"] = outcome.worst_residual_yen
    stops_a_run = outcome.is_blocking and outcome.expectation_name not in _judging_documents()
    return dg.AssetCheckResult(
        passed=outcome.is_success,
        check_name=outcome.expectation_name,
        severity=dg.AssetCheckSeverity.ERROR if stops_a_run else dg.AssetCheckSeverity.WARN,
        metadata=metadata,
    )


def meetings_agree(published: Sequence[PublishedDocument], warehouse_file: WarehouseFile) -> dg.AssetCheckResult:
    """Fails where two meetings print different amounts for one and the same thing, and neither is disputed.

    Asked of the agencies and fiscal years that the run's documents print, whatever else is held.
    """
    with open_warehouse(warehouse_file.file, read_only=True) as connection:
        connection.execute(
            "CREATE TEMP TABLE judged AS FROM checks_beside($meetings) WHERE outcome IS NOT NULL",
            {"meetings": [document.meeting_id for document in published]},
        )
        checked, failed, differing = connection.execute(
            "SELECT count(*) FILTER (outcome IN ('agrees', 'disagrees')),"
            " count(*) FILTER (outcome = 'disagrees'),"
            " count(*) FILTER (outcome = 'not_comparable')"
            " FROM judged"
        ).fetchall()[0]
        examples = connection.execute(
            "SELECT concat_ws(' ', later_file_name, account_path, segment_name, fiscal_year, later_version, later_yen,"
            " 'yen, but', earlier_yen, 'in', earlier_file_name) FROM judged"
            " WHERE outcome = 'disagrees' LIMIT 10"
        ).fetchall()
    return dg.AssetCheckResult(
        asset_key="warehouse",
        check_name="meetings_agree",
        passed=failed == 0,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "checked": checked,
            "held": checked - failed,
            "failed": failed,
            "differing from an unnamed version before": differing,
            "examples": listing(example for (example,) in examples),
        },
    )
