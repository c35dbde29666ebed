"""The catalogue of slips on one figure: which values each could have come from, and what a slip costs.

Every slip costs the same: an explanation wins by needing fewer slips, never by the kind of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.reconcile.model import SlipKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.reconcile.model import Figure

# Of slips that come to the same, the kind that stands first here is named.
KINDS = tuple(SlipKind)
SLIP_COST = 2
# Leaving identities failing, all for one figure that no slip explains, is dearer than three slips and cheaper than
# four: a loss carried through three lines without its sign is still found, a longer chain of coincidences not believed.
FAILING_COST = 7
UNIT_FACTOR = 1000


def cost_of_slip(figure: Figure) -> int:
    """What one slip on the figure costs."""
    return SLIP_COST if figure.weight == 1 else round(SLIP_COST * figure.weight)


def within_bounds(figure: Figure, value: int) -> bool:
    """Whether a settled value (base units) respects the figure's bounds."""
    return (figure.lower is None or value >= figure.lower) and (figure.upper is None or value <= figure.upper)


def kind_of_change(figure: Figure, value: int) -> SlipKind | None:
    """The slip that turns the figure's printed reading into `value` (base units), None where none does."""
    if not within_bounds(figure, value):
        return None
    if figure.blank:
        return SlipKind.MISSING_CELL if value and value % figure.unit == 0 else None
    if figure.printed is None or value == figure.printed * figure.unit:
        return None
    return _kind_of_value(figure.printed, value, figure.unit)


def slip_of_change(figure: Figure, value: int) -> tuple[SlipKind, int] | None:
    """The kind and cost of what turns the printed reading into `value`: one slip, or another slip and a lost sign."""
    kind = kind_of_change(figure, value)
    if kind is not None:
        return kind, cost_of_slip(figure)
    printed = figure.printed
    if not printed or figure.blank or not within_bounds(figure, value) or value in (0, printed * figure.unit):
        return None
    kind = _kind_of_value(-printed, value, figure.unit)
    return None if kind is None else (kind, 2 * cost_of_slip(figure))


def _kind_of_value(printed: int, value: int, unit: int) -> SlipKind | None:
    wanted, rest = divmod(value, unit)
    if not rest:
        if wanted == -printed:
            return SlipKind.SIGN_LOST if printed > 0 else SlipKind.SIGN_ADDED
        same_sign = wanted >= 0 if printed >= 0 else wanted <= 0
        kind = _kind_of_digits(str(abs(printed)), str(abs(wanted))) if same_sign else None
        if kind is not None:
            return kind
    reading = printed * unit
    mixed_up = reading == value * UNIT_FACTOR or value == reading * UNIT_FACTOR
    return SlipKind.UNIT if mixed_up and value else None


def _kind_of_digits(printed: str, wanted: str) -> SlipKind | None:
    surplus = len(wanted) - len(printed)
    if surplus == 0:
        first = next(place for place, digit in enumerate(printed) if digit != wanted[place])
        if printed[first + 1 :] == wanted[first + 1 :]:
            return SlipKind.DIGIT
        if (
            printed[first] == wanted[first + 1]
            and printed[first + 1] == wanted[first]
            and printed[first + 2 :] == wanted[first + 2 :]
        ):
            return SlipKind.TRANSPOSED_DIGITS
        return None
    if surplus == 1:
        return SlipKind.MISSING_DIGIT if _one_dropped(wanted, printed) else None
    if surplus == -1:
        return SlipKind.EXTRA_DIGIT if _one_dropped(printed, wanted) else None
    return None


def _one_dropped(longer: str, shorter: str) -> bool:
    place = 0
    while place < len(shorter) and longer[place] == shorter[place]:
        place += 1
    return longer[place + 1 :] == shorter[place:]


def values_of_slips(figure: Figure) -> Iterator[int]:
    """Every value (base units, in a fixed order) that some slip explains; none for a blank or unreadable figure."""
    if figure.printed is None or figure.blank:
        return
    seen: set[int] = set()
    reading = figure.printed * figure.unit
    sign = -1 if figure.printed < 0 else 1
    for value in (
        -reading,
        *(sign * int(text) * figure.unit for text in _texts_of_slips(str(abs(figure.printed)))),
        reading * UNIT_FACTOR,
        *((reading // UNIT_FACTOR,) if reading % UNIT_FACTOR == 0 else ()),
    ):
        if value != reading and value not in seen and within_bounds(figure, value):
            seen.add(value)
            yield value


def _texts_of_slips(text: str) -> Iterator[str]:
    digits = "0123456789"
    for place in range(len(text)):
        head, tail = text[:place], text[place + 1 :]
        for digit in digits:
            if digit != text[place] and (place or digit != "0" or not tail):
                yield head + digit + tail
        if tail and tail[0] != text[place] and (place or tail[0] != "0"):
            yield head + tail[0] + text[place] + tail[1:]
        if head + tail and (head or tail[0] != "0" or tail == "0"):
            yield head + tail
    for place in range(len(text) + 1):
        for digit in digits:
            if place or digit != "0":
                yield text[:place] + digit + text[place:]
