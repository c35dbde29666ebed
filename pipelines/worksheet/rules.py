"""Rules as YAML: names, statements, and what is known of the names (fixed, trusted, their smallest unit)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import ceil, floor, lcm
from pathlib import Path

import yaml

from pipelines import reconcile as engine
from pipelines.worksheet.statements import Comparison, StatementError, normal, parse

# As many decimals as a value may have.
MOST_DECIMALS = 9
_KEYS = ("names", "equations", "bounds", "rules", "smallest_unit", "tolerance", "fixed", "trust")
_RULE_KEYS = ("rule", "tolerance")


class WorksheetError(ValueError):
    """Rules or values that cannot be used; the message names the file and the place."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Least and greatest value of a variable in smallest units, None where it has none."""

    lower: int | None = None
    upper: int | None = None

    def meet(self, other: Bounds) -> Bounds:
        """Both bounds at once."""
        lowers = [bound for bound in (self.lower, other.lower) if bound is not None]
        uppers = [bound for bound in (self.upper, other.upper) if bound is not None]
        return Bounds(max(lowers, default=None), min(uppers, default=None))


@dataclass(frozen=True, slots=True)
class WorksheetRules:
    """Variables in the order in which they are named, and what the rules say of them.

    `decimals` are those of the smallest unit, None where none is stated. `trust` says how many slips one slip in a
    variable counts for, 1 at least; a variable that is `fixed` has none.
    """

    path: Path
    variables: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    decimals: int | None = None
    fixed: frozenset[str] = frozenset()
    trust: Mapping[str, float] = field(default_factory=dict)

    def bounds(self, decimals: int) -> dict[str, Bounds]:
        """The bounds by variable, in units of so many decimals; WorksheetError where they leave it no value."""
        bounds: dict[str, Bounds] = {}
        for comparison in self.comparisons:
            if len(comparison.weights) == 1 and not comparison.is_equation:
                ((name, _),) = comparison.weights.items()
                bounds[name] = bounds.get(name, Bounds()).meet(_bound(comparison, decimals))
        for name, bound in bounds.items():
            if bound.lower is not None and bound.upper is not None and bound.lower > bound.upper:
                raise WorksheetError(f"{self.path}: no value of {name} satisfies its bounds")
        return bounds

    def related(self) -> list[Comparison]:
        """The rules that are no mere bounds of one variable."""
        return [each for each in self.comparisons if len(each.weights) > 1 or each.is_equation]

    def identities(self, decimals: int) -> list[engine.Identity]:
        """The same in the same order for the engine; values count units of so many decimals."""
        index = {name: position for position, name in enumerate(self.variables)}
        return [_identity(number, each, index, decimals) for number, each in enumerate(self.related())]


def read_rules(path: Path) -> WorksheetRules:
    """Read a YAML file; WorksheetError where it cannot be understood.

    Keys: `equations`, `bounds` or `rules` (lists of statements, or mappings from a rule's name to its statement; a
    statement may be a mapping of `rule` and `tolerance`), `names` (where it is left out the rules' names count),
    `smallest_unit` (such as 0.01), `tolerance` (for every equation), `fixed` (names that have no slip) and `trust` (how
    many slips one in a name counts for). A file that is one list is a list of rules.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise WorksheetError(f"{path}: cannot be read: {error}") from None
    except yaml.YAMLError as error:
        raise WorksheetError(f"{path}: is not YAML: {' '.join(str(error).split())}") from None
    if isinstance(content, list):
        content = {"rules": content}
    if not isinstance(content, dict):
        raise WorksheetError(f"{path}: is neither a list of rules nor a mapping with `equations`")
    unknown = [str(key) for key in content if key not in _KEYS]
    if unknown:
        raise WorksheetError(f"{path}: unknown key {', '.join(unknown)}; known are {', '.join(sorted(_KEYS))}")
    try:
        return _rules(path, content)
    except StatementError as error:
        raise WorksheetError(f"{path}: {error}") from None


def _rules(path: Path, content: Mapping[str, object]) -> WorksheetRules:
    names = [normal(str(name)) for name in _list(content, "names", path)]
    general = _number(content.get("tolerance", 0), "tolerance", path)
    comparisons: list[Comparison] = []
    for key in ("rules", "equations", "bounds"):
        for text, tolerance in _statements(content.get(key) or [], general, path):
            comparisons += parse(text, tolerance)
    if not comparisons:
        raise WorksheetError(f"{path}: holds no rule, such as: total == item_1 + item_2")
    used = dict.fromkeys(name for comparison in comparisons for name in comparison.weights)
    missing = [name for name in used if names and name not in names]
    if missing:
        raise WorksheetError(f"{path}: {', '.join(missing)} is used in a rule but not among the names")
    variables = tuple(names or used)
    fixed = frozenset(normal(str(name)) for name in _list(content, "fixed", path))
    trust = _trust(content.get("trust") or {}, variables, path)
    for key, given in (("fixed", fixed), ("trust", trust)):
        if others := sorted(set(given) - set(variables)):
            raise WorksheetError(f"{path}: {', '.join(others)} under `{key}` is not among the names")
    rules = WorksheetRules(path, variables, tuple(comparisons), _decimals(content, path), fixed, trust)
    rules.bounds(MOST_DECIMALS if rules.decimals is None else rules.decimals)
    return rules


def _statements(entries: object, general: Fraction, path: Path) -> Iterator[tuple[str, Fraction]]:
    """Statements with their tolerance, out of a list or of a mapping from a rule's name to its statement."""
    if not isinstance(entries, list | dict):
        raise WorksheetError(f"{path}: rules are written as a list")
    for entry in entries.values() if isinstance(entries, dict) else entries:
        if isinstance(entry, dict) and isinstance(entry.get("rule"), str) and set(entry) <= set(_RULE_KEYS):
            yield entry["rule"], _number(entry.get("tolerance", general), "tolerance", path)
        elif isinstance(entry, str):
            yield entry, general
        else:
            raise WorksheetError(f"{path}: {entry!r} is no rule; write one as: total == item_1 + item_2")


def _list(content: Mapping[str, object], key: str, path: Path) -> list[object]:
    entries = content.get(key) or []
    if not isinstance(entries, list):
        raise WorksheetError(f"{path}: `{key}` is no list")
    return entries


def _number(written: object, key: str, path: Path) -> Fraction:
    """A number that is not negative, as it is written."""
    try:
        number = Fraction(str(written))
    except (ValueError, ZeroDivisionError):
        number = Fraction(-1)
    if number < 0 or isinstance(written, bool):
        raise WorksheetError(f"{path}: `{key}` is {written}; give a number, such as 1 or 0.5")
    return number


def _decimals(content: Mapping[str, object], path: Path) -> int | None:
    if "smallest_unit" not in content:
        return None
    written = content["smallest_unit"]
    try:
        exponent = Decimal(str(written)).normalize()
    except InvalidOperation:
        exponent = Decimal(0)
    _, digits, power = exponent.as_tuple()
    if digits != (1,) or exponent < 0 or not isinstance(power, int) or not -MOST_DECIMALS <= power <= 0:
        raise WorksheetError(f"{path}: `smallest_unit` is {written}; give 1, 0.1, 0.01 and so on")
    return -power


def _trust(entries: object, variables: Iterable[str], path: Path) -> dict[str, float]:
    """How many slips one slip in each variable counts for: the least trusted counts one."""
    if not isinstance(entries, dict):
        raise WorksheetError(f"{path}: `trust` is written as name: number")
    given = {normal(str(name)): _number(weight, "trust", path) for name, weight in entries.items()}
    if not all(given.values()):
        raise WorksheetError(f"{path}: `trust` is a number above 0; the least trusted name counts 1")
    weights = dict.fromkeys(variables, Fraction(1)) | given
    least = min(weights.values(), default=Fraction(1))
    return {name: float(weight / least) for name, weight in weights.items()} if given else {}


def _bound(comparison: Comparison, decimals: int) -> Bounds:
    """weight × x + constant >= least (or <= most) as a bound of x in units of so many decimals."""
    ((_, weight),) = comparison.weights.items()
    limit = comparison.least if comparison.least is not None else comparison.most
    assert limit is not None  # noqa: S101 - a comparison without any limit says nothing
    end = (limit - comparison.constant) / weight * 10**decimals
    is_lower = (comparison.least is not None) == (weight > 0)
    if is_lower:
        return Bounds(lower=floor(end) + 1 if comparison.is_strict else ceil(end))
    return Bounds(upper=ceil(end) - 1 if comparison.is_strict else floor(end))


def _identity(number: int, comparison: Comparison, index: Mapping[str, int], decimals: int) -> engine.Identity:
    """A comparison in whole numbers: its weights times what makes all of them whole."""
    scale = lcm(*(weight.denominator for weight in comparison.weights.values()))
    constant = comparison.constant * 10**decimals * scale
    # What lies between two whole numbers moves the limits, which may lie unevenly.
    whole = floor(constant)
    rest = constant - whole
    least = most = None
    if comparison.least is not None:
        end = comparison.least * 10**decimals * scale - rest
        least = floor(end) + 1 if comparison.is_strict else ceil(end)
    if comparison.most is not None:
        end = comparison.most * 10**decimals * scale - rest
        most = ceil(end) - 1 if comparison.is_strict else floor(end)
    terms = tuple(engine.Term(index[name], int(weight * scale)) for name, weight in comparison.weights.items())
    return engine.Identity(number, terms, whole, least, most)
