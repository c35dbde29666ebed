"""The expectation types of the suites: Great Expectations' own, telling counts and places in Data Docs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from great_expectations.compatibility.pydantic import PrivateAttr
from great_expectations.expectations.core.expect_column_values_to_be_in_set import ExpectColumnValuesToBeInSet
from great_expectations.expectations.core.expect_column_values_to_not_be_null import ExpectColumnValuesToNotBeNull
from great_expectations.expectations.core.expect_compound_columns_to_be_unique import ExpectCompoundColumnsToBeUnique
from great_expectations.expectations.row_conditions import Column
from great_expectations.render.components import CollapseContent, LegacyDiagnosticRendererType, RenderedTableContent
from great_expectations.render.renderer.renderer import renderer

from expectations.rules import Judgement

if TYPE_CHECKING:
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.expectations.expectation import Expectation
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

# An expectation's fields, and the configuration that was built of them.
_Built = tuple[dict[str, Any], Any]
SHOWN_ROWS = 50
RESULT_FORMAT: dict[str, Any] = {
    "result_format": "COMPLETE",
    "unexpected_index_column_names": ["place", "value", "excess_yen"],
    # It would repeat the suite's whole query for each expectation.
    "return_unexpected_index_query": False,
}


def failed_rows(result: ExpectationValidationResult) -> list[dict[str, Any]]:
    """The rows that broke the rule, the worst first."""
    rows: list[dict[str, Any]] = list((result.result or {}).get("unexpected_index_list") or [])
    return sorted(rows, key=lambda row: -(row.get("excess_yen") or 0))


def worst_residual_yen(result: ExpectationValidationResult) -> int | None:
    """The greatest residual beyond its tolerance among the failed rows; None where there is none."""
    return max(
        (int(row["excess_yen"]) for row in failed_rows(result) if row.get("excess_yen") is not None), default=None
    )


class _Told:
    """Renders what a person asks first: how many were checked, how many failed, and where."""

    @property
    def configuration(self) -> ExpectationConfiguration:
        """As Great Expectations' own, which asks for it some sixty times a rule and builds it anew each time."""
        fields, built = self._built  # type: ignore[has-type]  # declared where the fields are
        if built is None or fields != self.__dict__:
            built = super().configuration  # type: ignore[misc]
            self._built = dict(self.__dict__), built
        return built  # type: ignore[no-any-return]

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.OBSERVED_VALUE)
    def _diagnostic_observed_value_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,
        **kwargs: object,
    ) -> str:
        counts = result.result if result else None
        if result is None or not counts or counts.get("element_count") is None:
            return "--"
        checked, failed = counts["element_count"], counts["unexpected_count"]
        if not checked:
            return "nothing to check"
        worst = worst_residual_yen(result)
        beyond = "" if worst is None else f"; worst {worst:,} yen beyond tolerance"
        return f"{checked - failed:,} of {checked:,} hold, {failed:,} fail{beyond}"

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_STATEMENT)
    def _diagnostic_unexpected_statement_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> list[Any]:
        return []

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_TABLE)
    def _diagnostic_unexpected_table_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> list[RenderedTableContent | CollapseContent] | None:
        rows = failed_rows(result) if result else []
        if not rows:
            return None
        shown = [[row["place"], "NULL" if row["value"] is None else row["value"]] for row in rows[:SHOWN_ROWS]]
        if len(rows) > SHOWN_ROWS:
            shown.append([f"… and {len(rows) - SHOWN_ROWS:,} more", ""])
        return [
            RenderedTableContent(
                content_block_type="table",
                table=shown,
                header_row=["Place", "Found"],
                styling={"body": {"classes": ["table-bordered", "table-sm", "mt-3"]}},
            )
        ]


class ExpectRuleToHold(_Told, ExpectColumnValuesToBeInSet):
    """`holds` is true in every row of the rule."""

    _built: _Built = PrivateAttr(({}, None))


class ExpectKeysToNotBeNull(_Told, ExpectColumnValuesToNotBeNull):
    """`value` is there in every row of the rule."""

    _built: _Built = PrivateAttr(({}, None))


class ExpectKeysToBeUnique(_Told, ExpectCompoundColumnsToBeUnique):
    """No two rows of the rule have the same place and value."""

    _built: _Built = PrivateAttr(({}, None))


def rule_expectation(name: str, title: str, judgement: Judgement, is_blocking: bool) -> Expectation:
    """Expect the rule `name` of all its rows."""
    told: dict[str, Any] = {
        "row_condition": Column("rule") == name,
        "description": title,
        "meta": {"rule": name},
        "severity": "critical" if is_blocking else "warning",
    }
    match judgement:
        case Judgement.NOT_NULL:
            return ExpectKeysToNotBeNull(column="value", **told)
        case Judgement.UNIQUE:
            return ExpectKeysToBeUnique(column_list=["place", "value"], **told)
        case Judgement.HOLDS | Judgement.NO_ROW:
            return ExpectRuleToHold(column="holds", value_set=[True], **told)
