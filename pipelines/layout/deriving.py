"""Which hypotheses a sheet bears out: they hold where they were tried, and far more often than by chance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipelines.layout.chance import Outcome, evidence_of
from pipelines.layout.columns import relate_columns
from pipelines.layout.labels import Label
from pipelines.layout.model import Derived, Equation, Evidence, Hypothesis, Relation, Sheet
from pipelines.layout.rows import Tried, entries_of, relate_rows
from pipelines.layout.shares import relate_shares

# How surprising (minus the decimal logarithm of its chance) a hypothesis must be to be relied on.
_LEAST_SURPRISE = 4.0
# Where it never holds without a slip.
_LEAST_WITH_SLIPS = 5.0
# A relation that nobody named and that stands alone.
_LEAST_ALONE = 6.0
# A hypothesis that held so often, and in such a share, is relied on where it fails: there something is wrong.
_HELD_OFTEN = 3
_HELD_SHARE = 0.75


def derive(sheet: Sheet) -> Derived:
    """The relations of a sheet's rows and columns that its numbers bear out."""
    columns = relate_columns(sheet)
    relations: list[Relation] = list(columns.relations)
    accepted: dict[Hypothesis, Evidence] = {}
    rejected: dict[Hypothesis, Evidence] = dict(columns.rejected)
    for relation in columns.relations:
        before = accepted.get(relation.hypothesis)
        accepted[relation.hypothesis] = relation.evidence if before is None else _joined(before, relation.evidence)
    names = [entry.label for entry in entries_of(sheet)]
    by_hypothesis: dict[Hypothesis, list[Tried]] = defaultdict(list)
    for tried in relate_rows(sheet, columns.made):
        by_hypothesis[tried.candidate.hypothesis].append(tried)
    totals = (*by_hypothesis[Hypothesis.TOTAL_AFTER_ITEMS], *by_hypothesis[Hypothesis.TOTAL_BEFORE_ITEMS])
    if any(_is_failing_total(tried, names) for tried in totals):
        # Without a word or an indent a slip may have led to other sums; a total of all of them would hold.
        by_hypothesis.pop(Hypothesis.SUM_BY_NUMBERS, None)
    for hypothesis, tries in by_hypothesis.items():
        evidence = evidence_of(trial for tried in tries for trial in tried.trials)
        kept = list(_relied_on(hypothesis, tries, evidence))
        if kept:
            accepted[hypothesis] = evidence
            relations += [_relation(tried, names) for tried in kept]
        elif evidence.tried:
            rejected[hypothesis] = evidence
    shares = relate_shares(sheet)
    for share in shares:
        accepted[Hypothesis.SHARE_COLUMN] = share.relation.evidence
    return Derived(_distinct(relations), shares, accepted, rejected)


def _relied_on(hypothesis: Hypothesis, tries: Sequence[Tried], evidence: Evidence) -> Iterable[Tried]:
    if hypothesis is Hypothesis.SUM_BY_NUMBERS:
        return [tried for tried in tries if tried.holds]  # chance was reckoned with before
    if hypothesis is Hypothesis.RESULT:
        # Words tell results badly: 当年度純利益 may be an item too. What holds speaks for itself alone.
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
