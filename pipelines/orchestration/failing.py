"""How a step fails on purpose, where it cannot use what it needs; and how a failed run is told."""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from expectations.rules import structure_rules
from pipelines.runtime.paths import StateFolderError
from warehouse.store import WarehouseError

_UNUSABLE = "cannot be used"


@contextmanager
def told_as_unusable() -> Iterator[None]:
    """Where the warehouse or the state folder cannot be used, the step fails with the words that say what to do."""
    try:
        yield
    except (WarehouseError, StateFolderError) as error:
        raise dg.Failure(str(error), metadata={_UNUSABLE: True}, allow_retries=False) from error


def why_it_failed(result: dg.ExecuteInProcessResult) -> tuple[str | None, bool]:
    """Why a run failed: blocking checks that did not hold, or the error of a step; and whether it is for the user.

    A run that only kept documents out has not failed. Raise KeyboardInterrupt for one that was interrupted.
    """
    log = f"its log: tsujitsuma ui, run {result.run_id}"
    failed = [e.check_name for e in result.get_asset_check_evaluations() if e.blocking and not e.passed]
    if failed:
        titles = {rule.name: rule.title for rule in structure_rules()}
        told = ", ".join(f"{name} ({titles[name]})" if name in titles else name for name in failed)
        return f"nothing was published: checks failed: {told}; no document of the run explains it ({log})", False
    for event in result.all_events:
        if not event.is_step_failure or event.step_failure_data.error is None:
            continue
        meant = event.step_failure_data.user_failure_data
        if meant is not None and _UNUSABLE in meant.metadata:
            return meant.description, True
        error = event.step_failure_data.error.cause or event.step_failure_data.error
        if error.cls_name == dg.DagsterExecutionInterruptedError.__name__:  # Dagster hands on no more of it
            raise KeyboardInterrupt
        return f"nothing was published: {event.step_key}: {' '.join(error.message.split())} ({log})", False
    return f"nothing was published: the run did not end ({log})", False
