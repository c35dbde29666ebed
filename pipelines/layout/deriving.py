"""Which hypotheses a sheet bears out: they hold where they were tried, and far more often than by chance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipelines.layout.chance import Outcome, Trier, evidence_of
from pipelines.layout.columns import relate_columns
from pipelines.layout.labels import Label
from pipelines.layout.model import Derived, Equation, Evidence, Hypothesis, Relation, Sheet
from pipelines.layout.rounding import may_be_rounded
from pipelines.layout.rows import Tried, entries_of, relate_rows
from pipelines.layout.shared_slips import SharedSlips
from pipelines.layout.shares import relate_shares

# How surprising (minus the decimal logarithm of its chance) a hypothesis must be to be relied on.
_LEAST_SURPRISE = 4.0
# Where it never holds without a slip.
_LEAST_WITH_SLIPS = 5.0
# A relation that nobody named and that stands alone.
_LEAST_ALONE = 6.0
# A total of what are sums themselves, exactly.
_LEAST_OF_SUMS = 2.5
# A hypothesis that held so often, and in such a share, is relied on where it fails: there something is wrong.
_HELD_OFTEN = 3
_HELD_SHARE = 0.75


def derive(sheet: Sheet) -> Derived:
    """The relations of a sheet's rows and columns that its numbers bear out exactly, up to slips."""
    return _derived(sheet, Trier(sheet.figures))


def derive_with_rounding(sheet: Sheet, near_misses: int = 0) -> Derived:
    """The same, or those that hold as nearly as rounded figures can, where that explains the sheet as well.

    `near_misses` are repairs by so little as rounding comes to, beside the sums that miss by it.
    """
    trier = Trier(sheet.figures)
    exact = _derived(sheet, trier)
    exactly, missed = _told_of_rounding(exact, trier)
    if not may_be_rounded(sheet.unit_yen, exactly, max(missed, near_misses)):
        return exact
    rounded = _derived(sheet, Trier(sheet.figures, are_rounded=True))
    return rounded if rounded.relations else exact


def _told_of_rounding(derived: Derived, trier: Trier) -> tuple[int, int]:
    """How many sums hold exactly, and how many miss by what rounding comes to."""
    equations = {
        frozenset(e.terms): e for relation in derived.relations for e in relation.equations if len(e.terms) > 2
    }
    exactly = sum(trier.residual(equation) == 0 and trier.chance(equation) < 1 for equation in equations.values())
    return exactly, trier.count_near_misses()


def _derived(sheet: Sheet, trier: Trier) -> Derived:
    columns = relate_columns(sheet, trier)
    relations: list[Relation] = list(columns.relations)
    accepted: dict[Hypothesis, Evidence] = {}
    rejected: dict[Hypothesis, Evidence] = dict(columns.rejected)
    for relation in columns.relations:
        before = accepted.get(relation.hypothesis)
        accepted[relation.hypothesis] = relation.evidence if before is None else _joined(before, relation.evidence)
    names = [entry.label for entry in entries_of(sheet)]
    by_hypothesis = _by_hypothesis(relate_rows(sheet, columns.made, trier), trier)
    totals = (*by_hypothesis[Hypothesis.TOTAL_AFTER_ITEMS], *by_hypothesis[Hypothesis.TOTAL_BEFORE_ITEMS])
    if any(_is_failing_total(tried, names) for tried in totals):
        # Without a word or an indent a slip may have led to other sums; a total of all of them would hold.
        by_hypothesis.pop(Hypothesis.SUM_BY_NUMBERS, None)
    by_numbers = by_hypothesis.get(Hypothesis.SUM_BY_NUMBERS, [])
    doubtful = {tried.candidate.target for tried in by_numbers} - {
        tried.candidate.target for tried in _relied_on(Hypothesis.SUM_BY_NUMBERS, by_numbers, evidence_of(()))
    }
    sums = _exact_sums(tried for tries in by_hypothesis.values() for tried in tries)
    for hypothesis, tries in by_hypothesis.items():
        evidence = evidence_of(trial for tried in tries for trial in tried.trials)
        kept = list(_relied_on(hypothesis, tries, evidence)) or [t for t in tries if _is_total_of_sums(t, names, sums)]
        # Where a sum by numbers may have other items, what stands beside it may be one of them.
        kept = [tried for tried in kept if doubtful.isdisjoint(position for position, _ in tried.candidate.items)]
        if kept:
            accepted[hypothesis] = evidence
            relations += [_relation(tried, names) for tried in kept]
        elif evidence.tried and hypothesis is not Hypothesis.PARTS_IN_ALL:
            rejected[hypothesis] = evidence
    shares = relate_shares(sheet)
    for share in shares:
        accepted[Hypothesis.SHARE_COLUMN] = share.relation.evidence
    return Derived(_distinct(relations), shares, accepted, rejected, trier.are_rounded)


def _by_hypothesis(tries: Sequence[Tried], trier: Trier) -> dict[Hypothesis, list[Tried]]:
    """What was tried; a slip that breaks a relation that is relied on is known where it breaks another."""
    relied_on = {
        id(tried)
        for hypothesis, own in _grouped(tries).items()
        for tried in _relied_on(hypothesis, own, evidence_of(trial for each in own for trial in each.trials))
    }
    shared = SharedSlips(trier)
    shared.note(equation for tried in tries if id(tried) in relied_on for equation in tried.shown)
    return _grouped([tried if id(tried) in relied_on else _with_shared_slip(tried, shared) for tried in tries])


def _with_shared_slip(tried: Tried, shared: SharedSlips) -> Tried:
    trials = tuple(map(shared.explained, tried.shown, tried.trials))
    return tried if trials == tried.trials else replace(tried, trials=trials, evidence=evidence_of(trials))


def _grouped(tries: Sequence[Tried]) -> dict[Hypothesis, list[Tried]]:
    by_hypothesis: dict[Hypothesis, list[Tried]] = defaultdict(list)
    for tried in tries:
        by_hypothesis[tried.candidate.hypothesis].append(tried)
    return by_hypothesis


def _relied_on(hypothesis: Hypothesis, tries: Sequence[Tried], evidence: Evidence) -> Iterable[Tried]:
    if hypothesis is Hypothesis.SUM_BY_NUMBERS:
        # Chance was reckoned with before; but nothing says that the columns where it fails are meant.
        return [tried for tried in tries if 2 * tried.evidence.held > tried.evidence.tried]
    if hypothesis in (Hypothesis.RESULT, Hypothesis.PARTS_IN_ALL):
        # Words tell results badly: 当年度純利益 may be an item too. What holds speaks for itself alone. Nor do rows of
        # which name all parts mostly.
        held = [tried for tried in tries if tried.claims]
        return held if evidence.surprise >= _LEAST_SURPRISE else []
    least = _LEAST_SURPRISE if _with_signs_alone(tries) else _LEAST_WITH_SLIPS
    shown = [tried for tried in tries if tried.evidence.tried]
    sound = sum(tried.holds for tried in shown)
    if 2 * sound > len(shown) and evidence.surprise >= least:
        is_strong = sound >= _HELD_OFTEN and sound >= _HELD_SHARE * len(shown)
        return [tried for tried in tries if is_strong or tried.holds or not tried.evidence.tried]
    return [tried for tried in tries if tried.holds and tried.evidence.surprise >= _LEAST_ALONE]


def _is_failing_total(tried: Tried, labels: Sequence[Label]) -> bool:
    return labels[tried.candidate.target].is_total and bool(tried.evidence.tried) and not tried.holds


def _exact_sums(tries: Iterable[Tried]) -> frozenset[int]:
    """The entries that are sums of others wherever that can be seen."""
    return frozenset(
        tried.candidate.target
        for tried in tries
        if tried.claims and tried.evidence.exactly == tried.evidence.tried and len(tried.candidate.items) > 1
    )


def _is_total_of_sums(tried: Tried, labels: Sequence[Label], sums: frozenset[int]) -> bool:
    """Whether a row that is called a total sums such sums, but for a slip: what it says of itself need not be shown."""
    items = [position for position, _ in tried.candidate.items]
    is_named = labels[tried.candidate.target].is_total and len(items) > 1 and sums.issuperset(items)
    return is_named and tried.holds and tried.evidence.surprise >= _LEAST_OF_SUMS


def _with_signs_alone(tries: Sequence[Tried]) -> bool:
    """Whether it holds somewhere without a slip but lost signs."""
    return any(trial.outcome >= Outcome.BUT_FOR_SIGNS for tried in tries for trial in tried.trials)


def _relation(tried: Tried, labels: Sequence[Label]) -> Relation:
    candidate = tried.candidate
    parts = []
    for place, (position, weight) in enumerate(candidate.items):
        sign = "−" if weight < 0 else "+" if place else ""
        parts.append(f"{sign} {labels[position].text}".strip())
    name = f"{labels[candidate.target].text} = {' '.join(parts)}"
    return Relation(candidate.hypothesis, name, tried.equations, tried.evidence)


def _joined(one: Evidence, other: Evidence) -> Evidence:
    return Evidence(
        one.held + other.held,
        one.exactly + other.exactly,
        one.tried + other.tried,
        one.by_chance + other.by_chance,
        one.surprise + other.surprise,
    )


def _distinct(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """The relations without equations that another already says."""
    seen: set[frozenset[tuple[int, int]]] = set()
    kept = []
    for relation in relations:
        equations: list[Equation] = []
        for equation in relation.equations:
            terms = frozenset(equation.terms)
            if terms not in seen:
                seen |= {terms, frozenset((figure, -weight) for figure, weight in terms)}
                equations.append(equation)
        if equations:
            kept.append(Relation(relation.hypothesis, relation.name, tuple(equations), relation.evidence))
    return tuple(kept)
