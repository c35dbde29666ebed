"""Rules as YAML: names, linear equations (`assets == current_assets + fixed_assets`) and bounds (`x >= 0`)."""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml


class WorksheetError(ValueError):
    """Rules or values that cannot be used; the message names the file and the place."""


@dataclass(frozen=True, slots=True)
class Equation:
    """The weighted variables and the constant sum to zero."""

    text: str
    weights: Mapping[str, int]
    constant: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """Least and greatest value of a variable, None where it has none."""

    lower: int | None = None
    upper: int | None = None

    def meet(self, other: Bounds) -> Bounds:
        """Both bounds at once."""
        lowers = [bound for bound in (self.lower, other.lower) if bound is not None]
        uppers = [bound for bound in (self.upper, other.upper) if bound is not None]
        return Bounds(max(lowers, default=None), min(uppers, default=None))


@dataclass(frozen=True, slots=True)
class WorksheetRules:
    """Variables in the order in which they are named, equations, and bounds by variable."""

    variables: tuple[str, ...]
    equations: tuple[Equation, ...]
    bounds: Mapping[str, Bounds]


def normal(name: str) -> str:
    """A variable's name as it is compared: NFKC, as in an equation, without spaces around."""
    return unicodedata.normalize("NFKC", name).strip()


def read_rules(path: Path) -> WorksheetRules:
    """Read a YAML file; WorksheetError where it cannot be understood.

    Keys: `names` (a list; where it is left out the equations' names count), `equations` and `bounds` (lists). A file
    that is one list, or has the key `rules`, may mix both.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise WorksheetError(f"{path}: cannot be read: {error}") from None
    except yaml.YAMLError as error:
        raise WorksheetError(f"{path}: is not YAML: {' '.join(str(error).split())}") from None
    names, statements = _entries(content, path)
    equations: list[Equation] = []
    bounds: dict[str, Bounds] = {}
    for text in statements:
        for entry in _parse(text, path):
            if isinstance(entry, Equation):
                equations.append(entry)
            else:
                name, bound = entry
                bounds[name] = bounds.get(name, Bounds()).meet(bound)
    if not equations:
        raise WorksheetError(f"{path}: holds no equation, such as: total == item_1 + item_2")
    used = dict.fromkeys((*(name for equation in equations for name in equation.weights), *bounds))
    unknown = [name for name in used if names and name not in names]
    if unknown:
        raise WorksheetError(f"{path}: {', '.join(unknown)} is used in a rule but not among the names")
    for name, bound in bounds.items():
        if bound.lower is not None and bound.upper is not None and bound.lower > bound.upper:
            raise WorksheetError(f"{path}: no value of {name} satisfies its bounds ({bound.lower} to {bound.upper})")
    return WorksheetRules(tuple(names or used), tuple(equations), bounds)


def _entries(content: object, path: Path) -> tuple[list[str], list[str]]:
    """The names and the statements of a file."""
    if isinstance(content, list):
        return [], list(_texts(content, path))
    if not isinstance(content, dict):
        raise WorksheetError(f"{path}: is neither a list of rules nor a mapping with `equations`")
    allowed = {"names", "equations", "bounds", "rules"}
    unknown = [str(key) for key in content if key not in allowed]
    if unknown:
        raise WorksheetError(f"{path}: unknown key {', '.join(unknown)}; known are {', '.join(sorted(allowed))}")
    names = content.get("names") or []
    if not isinstance(names, list):
        raise WorksheetError(f"{path}: `names` is no list")
    statements: list[str] = []
    for key in ("rules", "equations", "bounds"):
        statements += _texts(content.get(key) or [], path)
    return [normal(str(name)) for name in names], statements


def _texts(entries: object, path: Path) -> Iterator[str]:
    """Statements out of a list, or of a mapping from a rule's name to its statement."""
    if not isinstance(entries, list | dict):
        raise WorksheetError(f"{path}: rules are written as a list")
    for entry in entries.values() if isinstance(entries, dict) else entries:
        if not isinstance(entry, str):
            raise WorksheetError(f"{path}: {entry!r} is no rule; write one as: total == item_1 + item_2")
        yield entry


def _parse(text: str, path: Path) -> Iterator[Equation | tuple[str, Bounds]]:
    """One statement: an equation, or a bound (also 0 <= x <= 10)."""
    try:
        tree = ast.parse(_with_double_equals(text).strip(), mode="eval").body
    except SyntaxError:
        raise WorksheetError(f"{path}: cannot read the rule: {text}") from None
    if not isinstance(tree, ast.Compare):
        raise WorksheetError(f"{path}: a rule compares two sides with ==, >= or <=: {text}")
    sides = [tree.left, *tree.comparators]
    for left, operator, right in zip(sides, tree.ops, sides[1:], strict=False):
        weights, constant = _difference(_linear(left, text, path), _linear(right, text, path))
        if isinstance(operator, ast.Eq):
            if not weights:
                raise WorksheetError(f"{path}: the rule says nothing of any name: {text}")
            yield Equation(text, weights, constant)
        elif isinstance(operator, ast.GtE | ast.LtE):
            yield _bound(weights, constant, isinstance(operator, ast.GtE), text, path)
        else:
            raise WorksheetError(f"{path}: only ==, >= and <= are understood: {text}")


def _with_double_equals(text: str) -> str:
    return text if any(sign in text for sign in ("==", "<=", ">=")) else text.replace("=", "==")


def _bound(weights: dict[str, int], constant: int, is_lower: bool, text: str, path: Path) -> tuple[str, Bounds]:
    """weight × x + constant >= 0 (or <= 0) as a bound of x."""
    if len(weights) != 1:
        raise WorksheetError(f"{path}: a bound is of one name, such as x >= 0: {text}")
    ((name, weight),) = weights.items()
    if weight < 0:
        weight, constant, is_lower = -weight, -constant, not is_lower
    limit = -(constant // weight) if is_lower else -constant // weight
    return name, Bounds(lower=limit) if is_lower else Bounds(upper=limit)


_Linear = tuple[dict[str, int], int]


def _linear(node: ast.expr, text: str, path: Path) -> _Linear:  # noqa: PLR0911 - one return a kind of node
    match node:
        case ast.Name(id=name):
            return {normal(name): 1}, 0
        case ast.Constant(value=int(value)) if not isinstance(value, bool):
            return {}, value
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _difference(({}, 0), _linear(operand, text, path))
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _linear(operand, text, path)
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return _difference(_linear(left, text, path), _linear(right, text, path))
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            negated = _difference(({}, 0), _linear(right, text, path))
            return _difference(_linear(left, text, path), negated)
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            first, second = _linear(left, text, path), _linear(right, text, path)
            if first[0] and second[0]:
                raise WorksheetError(f"{path}: names are multiplied, but rules are linear: {text}")
            (weights, constant), factor = (first, second[1]) if first[0] else (second, first[1])
            return {name: weight * factor for name, weight in weights.items() if weight * factor}, constant * factor
        case _:
            raise WorksheetError(f"{path}: only names, whole numbers, + − and × (*) are understood: {text}")


def _difference(left: _Linear, right: _Linear) -> _Linear:
    weights = {name: left[0].get(name, 0) - right[0].get(name, 0) for name in {**left[0], **right[0]}}
    return {name: weight for name, weight in weights.items() if weight}, left[1] - right[1]
