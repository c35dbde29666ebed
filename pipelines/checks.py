"""Great Expectations as Dagster asset checks: one for each expectation, on the staged warehouse."""

from collections.abc import Iterator
from datetime import UTC, datetime

import dagster as dg

from expectations import Expected, Family, Outcome, expected, validate
from expectations.rules import publication_rules
from pipelines.assets import ReadBatch, Staged, figures, listing, staged_warehouse
from pipelines.outcome import RunOutcome
from pipelines.progress import Reporter
from pipelines.publication import record
from pipelines.resources import StateFolder
from pipelines.rules import rule_book


def families() -> tuple[Family, ...]:
    """The families of identities, each of which is an expectation."""
    return tuple(Family(name, title) for name, title in rule_book().families.items())


@dg.asset_check(asset=figures, description="Every text was understood; one that was not is kept out, and named here")
def documents_understood(figures: ReadBatch, outcome: dg.ResourceParam[RunOutcome]) -> dg.AssetCheckResult:
    """Fails where a text was refused while reading or interpreting it."""
    reasons = [refusal.reason for refusal in outcome.refusals]
    return dg.AssetCheckResult(
        passed=not reasons,
        metadata={
            "checked": len(figures.documents) + len(reasons),
            "held": len(figures.documents),
            "failed": len(reasons),
            "refused": listing(reasons),
        },
    )


def _spec(expectation: Expected) -> dg.AssetCheckSpec:
    # A rule of publication keeps single documents out (publication.py); it must not stop the others of the run.
    judges_documents = expectation.expectation_name in {rule.name for rule in publication_rules()}
    return dg.AssetCheckSpec(
        name=expectation.expectation_name,
        asset=staged_warehouse,
        description=expectation.title,
        blocking=expectation.is_blocking and not judges_documents,
    )


@dg.multi_asset_check(specs=[_spec(expectation) for expectation in expected(families())])
def quality(
    context: dg.AssetCheckExecutionContext,
    staged_warehouse: Staged,
    state_folder: StateFolder,
    progress: dg.ResourceParam[Reporter],
) -> Iterator[dg.AssetCheckResult]:
    """Run the expectations over the staged documents."""
    progress.step("Checking expectations")
    with state_folder.alone():
        outcomes = validate(staged_warehouse.file, families(), state_folder.folder, context.run.run_id)
    record(staged_warehouse.file, outcomes, context.run.run_id, datetime.now(UTC))
    yield from (_result(outcome) for outcome in outcomes)


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
    return dg.AssetCheckResult(
        passed=outcome.is_success,
        check_name=outcome.expectation_name,
        severity=dg.AssetCheckSeverity.ERROR if outcome.is_blocking else dg.AssetCheckSeverity.WARN,
        metadata=metadata,
    )
