"""Statements → linear comparisons: `a == b + c`, `cost <= 0.6 * turnover`, `x > 0`, `0 <= x <= 10`, `a == b ± 1`.

Numbers are exact: 0.6 is six tenths. As R writes them too: `staff.costs`, `abs(a - b) <= 1`, `x >= 0 & y >= 0`.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

_SPELLINGS = str.maketrans({"−": "-", "×": "*", "÷": "/", "≤": "<=", "≦": "<=", "≥": ">=", "≧": ">=", "＝": "="})
_TOLERANCE = re.compile(r"(?P<rule>.+?)\s*(?:±|\+/-)\s*(?P<tolerance>\d+(?:\.\d+)?)\s*")
# Names that Python's grammar does not know: staff.costs, `total cash`.
_FOREIGN_NAME = re.compile(r"`(?P<quoted>[^`]+)`|(?<![\w.])[^\W\d]\w*(?:\.\w+)+")
_AND = re.compile(r"\s+and\s+|\s*&&?\s*")
_SINGLE_EQUALS = re.compile(r"(?<![<>=!])=(?!=)")


_Linear = tuple[dict[str, Fraction], Fraction]


class StatementError(ValueError):
    """A statement that cannot be understood; the message says why."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The weighted variables and the constant sum to something between `least` and `most`; None is no limit.

    All in the numbers as they are written. Where it `is_strict` the limits themselves are excluded.
    """

    text: str
    weights: Mapping[str, Fraction]
    constant: Fraction
    least: Fraction | None = Fraction(0)
    most: Fraction | None = Fraction(0)
    is_strict: bool = False

    @property
    def is_equation(self) -> bool:
        """Whether it has a limit on both sides."""
        return self.least is not None and self.most is not None


def normal(name: str) -> str:
    """A variable's name as it is compared: NFKC, as in an equation, without spaces around."""
    return unicodedata.normalize("NFKC", name).strip()


def parse(text: str, tolerance: Fraction = Fraction(0)) -> Iterator[Comparison]:
    """One statement, which may be several comparisons (0 <= x <= 10); StatementError where it cannot be understood.

    `tolerance` is how far from each other two equal sides may be, where the statement does not say so itself.
    """
    with_tolerance = _TOLERANCE.fullmatch(text)
    rule = with_tolerance["rule"] if with_tolerance else text
    tolerance = Fraction(with_tolerance["tolerance"]) if with_tolerance else tolerance
    names: list[str] = []

    def known(match: re.Match[str]) -> str:
        names.append(match["quoted"] or match[0])
        return f"_{len(names) - 1}_"

    rule = _FOREIGN_NAME.sub(known, rule.translate(_SPELLINGS).rstrip().rstrip(";"))
    for part in _AND.split(_SINGLE_EQUALS.sub("==", rule).strip()):
        yield from _comparisons(part, text, tolerance, {f"_{at}_": name for at, name in enumerate(names)})


def _comparisons(rule: str, text: str, tolerance: Fraction, names: Mapping[str, str]) -> Iterator[Comparison]:
    try:
        tree = ast.parse(rule, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise StatementError(f"cannot read the rule: {text}") from None
    if not isinstance(tree, ast.Compare):
        raise StatementError(f"a rule compares two sides with ==, >=, <=, > or <: {text}")
    reader = _Reader(rule, text, names)
    sides = (tree.left, *tree.comparators)
    for left, operator, right in zip(sides, tree.ops, sides[1:], strict=False):
        if _is_size(left) or _is_size(right):
            yield _within(reader, left, operator, right, text)
            continue
        yield _comparison(reader.linear(left), operator, reader.linear(right), text, tolerance)


def _comparison(left: _Linear, operator: ast.cmpop, right: _Linear, text: str, tolerance: Fraction) -> Comparison:
    weights, constant = _difference(left, right)
    if not weights:
        raise StatementError(f"the rule says nothing of any name: {text}")
    strict = isinstance(operator, ast.Gt | ast.Lt)
    match operator:
        case ast.Eq():
            return Comparison(text, weights, constant, -tolerance, tolerance)
        case ast.GtE() | ast.Gt():
            return Comparison(text, weights, constant, -tolerance, None, strict)
        case ast.LtE() | ast.Lt():
            return Comparison(text, weights, constant, None, tolerance, strict)
    raise StatementError(f"only ==, >=, <=, > and < are understood: {text}")


def _is_size(node: ast.expr) -> bool:
    """Whether it is abs(…)."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "abs"


def _within(reader: _Reader, left: ast.expr, operator: ast.cmpop, right: ast.expr, text: str) -> Comparison:
    """abs(a - b) <= 1: between minus one and one."""
    is_left = _is_size(left)
    size, limit = (left, right) if is_left else (right, left)
    limited = isinstance(operator, (ast.LtE, ast.Lt) if is_left else (ast.GtE, ast.Gt))
    weights, most = reader.linear(limit)
    if not limited or weights or most < 0 or not isinstance(size, ast.Call) or len(size.args) != 1 or _is_size(limit):
        raise StatementError(f"abs(…) is understood where it is at most a number, as in abs(a - b) <= 1: {text}")
    weights, constant = reader.linear(size.args[0])
    if not weights:
        raise StatementError(f"the rule says nothing of any name: {text}")
    return Comparison(text, weights, constant, -most, most, is_strict=isinstance(operator, ast.Lt | ast.Gt))


class _Reader:
    """Reads the sides of one rule."""

    def __init__(self, rule: str, text: str, names: Mapping[str, str]) -> None:
        self._rule = rule
        self._text = text
        self._names = names

    def linear(self, node: ast.expr) -> _Linear:  # noqa: PLR0911 - one return a kind of node
        """A sum of weighted names, and a number."""
        match node:
            case ast.Name(id=name):
                return {normal(self._names.get(name, name)): Fraction(1)}, Fraction(0)
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                return {}, self._number(node, value)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return _scaled(self.linear(operand), Fraction(-1))
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.linear(operand)
            case ast.BinOp(left=left, op=ast.Sub(), right=right):
                return _difference(self.linear(left), self.linear(right))
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return _difference(self.linear(left), _scaled(self.linear(right), Fraction(-1)))
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                return self._product(self.linear(left), self.linear(right))
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                return self._quotient(self.linear(left), self.linear(right))
            case ast.Call(func=ast.Name(id="sum"), args=parts) if parts:
                return self._sum([self.linear(part) for part in parts])
        raise StatementError(f"only names, numbers, + − × (*) and ÷ (/) are understood: {self._text}")

    def _number(self, node: ast.Constant, value: float) -> Fraction:
        # What is written, not the nearest binary number.
        written = ast.get_source_segment(self._rule, node) or ""
        try:
            return Fraction(written.replace("_", ""))
        except ValueError:
            return Fraction(value)

    def _sum(self, parts: Sequence[_Linear]) -> _Linear:
        total: _Linear = ({}, Fraction(0))
        for part in parts:
            total = _difference(total, _scaled(part, Fraction(-1)))
        return total

    def _product(self, first: _Linear, second: _Linear) -> _Linear:
        if first[0] and second[0]:
            raise StatementError(f"names are multiplied, but rules are linear: {self._text}")
        return _scaled(first, second[1]) if first[0] else _scaled(second, first[1])

    def _quotient(self, first: _Linear, second: _Linear) -> _Linear:
        if second[0]:
            message = "a name divides, but rules are linear; write a / b <= 0.5 as a <= 0.5 * b"
            raise StatementError(f"{message}: {self._text}")
        if not second[1]:
            raise StatementError(f"the rule divides by zero: {self._text}")
        return _scaled(first, 1 / second[1])


def _scaled(linear: _Linear, factor: Fraction) -> _Linear:
    weights = {name: weight * factor for name, weight in linear[0].items() if weight * factor}
    return weights, linear[1] * factor


def _difference(left: _Linear, right: _Linear) -> _Linear:
    weights = {name: left[0].get(name, Fraction(0)) - right[0].get(name, Fraction(0)) for name in left[0] | right[0]}
    return {name: weight for name, weight in weights.items() if weight}, left[1] - right[1]
