"""Runs both suites as one Great Expectations checkpoint; importing this module imports Great Expectations."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from json import JSONDecodeError
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

# Read when Great Expectations is imported.
os.environ["GX_ANALYTICS_ENABLED"] = "false"

import great_expectations as gx
from great_expectations.core.run_identifier import RunIdentifier
from great_expectations.data_context.types.resource_identifiers import ExpectationSuiteIdentifier
from great_expectations.datasource.fluent.interfaces import TestConnectionError
from sqlalchemy.exc import SQLAlchemyError

from expectations.audit import identity_rows, structure_table
from expectations.context import DATA_DOCS_SITE, open_context
from expectations.data_docs import make_offline
from expectations.duckdb_dialect import keep_connections, release
from expectations.outcome import IDENTITIES, STRUCTURE, AuditError, Expected, Family, Outcome
from expectations.rule_expectations import RESULT_FORMAT, rule_expectation, worst_residual_yen
from expectations.rules import Judgement, expected, structure_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from great_expectations.checkpoint.checkpoint import CheckpointResult
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
    from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
    from great_expectations.expectations.expectation import Expectation


def run_checkpoint(database: Path, families: Sequence[Family], store: Path, run_name: str) -> tuple[Outcome, ...]:
    """Do what `expectations.validate` says. What a crash left half of earlier results and suites is made anew."""
    try:
        return _run_checkpoint(database, families, store, run_name)
    except JSONDecodeError:
        if not _remove_damaged(store / "gx"):
            raise
        return _run_checkpoint(database, families, store, run_name)


def _run_checkpoint(database: Path, families: Sequence[Family], store: Path, run_name: str) -> tuple[Outcome, ...]:
    rules = structure_rules()
    structure = [rule_expectation(rule.name, rule.title, rule.judgement, rule.is_blocking) for rule in rules]
    identities = [rule_expectation(family.name, family.title, Judgement.HOLDS, False) for family in families]
    context = open_context(store)
    with _opened(context, database) as source:
        validations = [_validation(context, source, STRUCTURE, structure_table(_table(STRUCTURE), rules), structure)]
        if identities:
            filling = [f"CREATE TABLE {_table(IDENTITIES)} AS {identity_rows()}"]
            validations.append(_validation(context, source, IDENTITIES, filling, identities))
        checkpoint = context.checkpoints.add(
            gx.Checkpoint(
                name="quality",
                validation_definitions=validations,
                result_format=cast("Any", RESULT_FORMAT),
            )
        )
        results = checkpoint.run(run_id=RunIdentifier(run_name=run_name))
        # Once for all suites: the action that updates Data Docs would build the index for each of them.
        suites = [ExpectationSuiteIdentifier(told.suite_name) for told in results.run_results.values()]
        context.build_data_docs(
            site_names=[DATA_DOCS_SITE], resource_identifiers=cast("Any", [*results.run_results, *suites])
        )
    make_offline(store / "data_docs", run_name)
    by_rule = _by_rule(results)
    return tuple(_outcome(told, by_rule[told.suite_name, told.expectation_name]) for told in expected(families))


def _remove_damaged(folder: Path) -> list[Path]:
    """Remove the files that are no JSON: which they were."""
    damaged = []
    for file in folder.rglob("*.json"):
        try:
            json.loads(file.read_bytes())
        except ValueError:
            file.unlink()
            damaged.append(file)
    return damaged


@contextmanager
def _opened(context: EphemeralDataContext, database: Path) -> Iterator[SQLDatasource]:
    keep_connections()
    # Quoted: Great Expectations would replace `$word`, and SQLAlchemy read `%` and `?` as parts of an address.
    address = f"duckdb:///{quote(str(database.resolve()))}"
    try:
        source = context.data_sources.add_sql("staging", connection_string=address)
    except TestConnectionError as error:
        message = f"{database} cannot be opened for the audit: {error}"
        raise AuditError(message) from error
    try:
        _execute(source, "ATTACH ':memory:' AS judged")
        yield source
    finally:
        release(source)


def _table(suite_name: str) -> str:
    return f"judged.{suite_name}"


def _validation(
    context: EphemeralDataContext,
    source: SQLDatasource,
    name: str,
    filling: Iterable[str],
    expectations: list[Expectation],
) -> gx.ValidationDefinition:
    # Each expectation asks for its rows several times, and from several connections: a table in memory has them ready.
    for statement in filling:
        _execute(source, statement)
    asset = source.add_query_asset(name, query=f"SELECT * FROM {_table(name)}")  # noqa: S608  a name of ours
    batch = asset.add_batch_definition_whole_table("all rows")
    suite = context.suites.add_or_update(gx.ExpectationSuite(name=name, expectations=expectations))
    return context.validation_definitions.add(gx.ValidationDefinition(name=name, data=batch, suite=suite))


def _execute(source: SQLDatasource, statement: str) -> None:
    with source.get_execution_engine().get_connection() as connection:
        try:
            connection.exec_driver_sql(statement)
            connection.commit()
        except SQLAlchemyError as error:
            message = f"the warehouse file cannot be audited: {error}"
            raise AuditError(message) from error


def _by_rule(results: CheckpointResult) -> dict[tuple[str, str], ExpectationValidationResult]:
    return {
        (suite_result.suite_name, result.expectation_config.meta["rule"]): result
        for suite_result in results.run_results.values()
        for result in suite_result.results
        if result.expectation_config is not None and result.expectation_config.meta is not None
    }


def _outcome(told: Expected, result: ExpectationValidationResult) -> Outcome:
    counts = result.result or {}
    if "element_count" not in counts:
        message = f"{told.suite_name}, {told.expectation_name}: could not be evaluated: {result.exception_info}"
        raise AuditError(message)
    # Great Expectations counts no failures (None) where there is nothing to check.
    checked, failed = int(counts["element_count"]), int(counts["unexpected_count"] or 0)
    return Outcome(
        suite_name=told.suite_name,
        expectation_name=told.expectation_name,
        title=told.title,
        is_blocking=told.is_blocking,
        checked_count=checked,
        held_count=checked - failed,
        failed_count=failed,
        worst_residual_yen=worst_residual_yen(result),
        is_success=bool(result.success),
    )
