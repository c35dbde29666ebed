"""Statements → linear comparisons: `a == b + c`, `cost <= 0.6 * turnover`, `x > 0`, `0 <= x <= 10`, `a == b ± 1`.

Numbers are exact: 0.6 is six tenths.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

_SPELLINGS = str.maketrans({"−": "-", "×": "*", "÷": "/", "≤": "<=", "≦": "<=", "≥": ">=", "≧": ">=", "＝": "="})
_TOLERANCE = re.compile(r"(?P<rule>.+?)\s*(?:±|\+/-)\s*(?P<tolerance>\d+(?:\.\d+)?)\s*")
_SINGLE_EQUALS = re.compile(r"(?<![<>=!])=(?!=)")


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
    rule = _SINGLE_EQUALS.sub("==", rule.translate(_SPELLINGS)).strip()
    try:
        tree = ast.parse(rule, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise StatementError(f"cannot read the rule: {text}") from None
    if not isinstance(tree, ast.Compare):
        raise StatementError(f"a rule compares two sides with ==, >=, <=, > or <: {text}")
    reader = _Reader(rule, text)
    sides = [reader.linear(side) for side in (tree.left, *tree.comparators)]
    for left, operator, right in zip(sides, tree.ops, sides[1:], strict=False):
        weights, constant = _difference(left, right)
        if not weights:
            raise StatementError(f"the rule says nothing of any name: {text}")
        strict = isinstance(operator, ast.Gt | ast.Lt)
        match operator:
            case ast.Eq():
                yield Comparison(text, weights, constant, -tolerance, tolerance)
            case ast.GtE() | ast.Gt():
                yield Comparison(text, weights, constant, -tolerance, None, strict)
            case ast.LtE() | ast.Lt():
                yield Comparison(text, weights, constant, None, tolerance, strict)
            case _:
                raise StatementError(f"only ==, >=, <=, > and < are understood: {text}")


_Linear = tuple[dict[str, Fraction], Fraction]


class _Reader:
    """Reads the sides of one rule."""

    def __init__(self, rule: str, text: str) -> None:
        self._rule = rule
        self._text = text

    def linear(self, node: ast.expr) -> _Linear:  # noqa: PLR0911 - one return a kind of node
        """A sum of weighted names, and a number."""
        match node:
            case ast.Name(id=name):
                return {normal(name): Fraction(1)}, Fraction(0)
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
        raise StatementError(f"only names, numbers, + − × (*) and ÷ (/) are understood: {self._text}")

    def _number(self, node: ast.Constant, value: float) -> Fraction:
        # What is written, not the nearest binary number.
        written = ast.get_source_segment(self._rule, node) or ""
        try:
            return Fraction(written.replace("_", ""))
        except ValueError:
            return Fraction(value)

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
