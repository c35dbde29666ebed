"""What of a document is not as it is printed or not decided: disputes, slips of structure, what is assumed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from dashboard.reading import DocumentFacts, Row
from dashboard.trust import Json, Places

# In fact_structural_repair rival slips are each of their kind; where nobody knows the slip, the kind is the reason.
_RIVALS = "rival_slips"


def disputes(facts: DocumentFacts, places: Places) -> list[Json]:
    """Every dispute with its reason and its rival explanations."""
    by_number = groupby(facts.rows("explanations"), key=lambda row: row["dispute_number"])
    explanations = {number: list(rows) for number, rows in by_number}
    # A document that an earlier version read has explanations, and no reason.
    known = {row["dispute_number"]: row for row in facts.rows("disputes")}
    return [
        _dispute(number, known.get(number, {}), explanations.get(number, []), places)
        for number in sorted(known.keys() | explanations.keys())
    ]


def _dispute(number: int, dispute: Mapping[str, object], changes: list[Row], places: Places) -> Json:
    keys = {*_keys(dispute.get("figure_keys")), *(row["figure_key"] for row in changes)}
    return {
        "number": number,
        "reason": dispute.get("reason"),
        "figures": sorted(places.figures[key] for key in keys),
        "identities": [places.identities[key] for key in _keys(dispute.get("identity_check_keys"))],
        "explanations": [
            _explanation(list(rows), places) for _, rows in groupby(changes, key=lambda row: row["explanation_number"])
        ],
    }


def _keys(value: object) -> list[int]:
    return value if isinstance(value, list) else []


def _explanation(changes: list[Row], places: Places) -> Json:
    return {
        "cost": changes[0]["cost"],
        "changes": [
            {
                "figure": places.figures[change["figure_key"]],
                "settled_yen": change["settled_yen"],
                "kind": change["kind"],
            }
            for change in changes
        ],
    }


def structure(facts: DocumentFacts, places: Places) -> list[Json]:
    """Every slip of structure that was repaired, and every doubt, with the slips of which it may be one."""
    return [
        _structural(outcome, list(rows), places)
        for (outcome, _), rows in groupby(
            facts.rows("structural_repairs"), key=lambda row: (row["outcome"], row["slip_number"])
        )
    ]


def _structural(outcome: str, rows: list[Row], places: Places) -> Json:
    """`reason`: why it is disputed, None where it is repaired; `slips`: none where nothing tells what happened."""
    first = rows[0]
    is_known = bool(first["printed_words"] or first["meant_words"])
    reason = _RIVALS if is_known else first["kind"]
    return {
        "outcome": outcome,
        "reason": None if outcome == "repaired" else reason,
        "lines": sorted({line for row in rows for line in row["source_lines"]}),
        "slips": [_slip(row) for row in rows] if is_known else [],
        "figures": [places.figures[key] for key in first["figure_keys"]],
        "failing": [_failing(place) for place in first["failing_as_printed"]],
        "identities": [places.identities[key] for key in first["identities_after"]],
        "rivals": [_rival(words) for words in first["rivals"]],
    }


def _slip(row: Row) -> Json:
    return {
        "kind": row["kind"],
        "lines": row["source_lines"],
        "before": row["printed_words"],
        "after": row["meant_words"],
    }


def _failing(text: str) -> Json:
    """`name: place`, as fact_structural_repair has it."""
    name, _, place = text.partition(": ")
    return {"name": name, "place": place}


def _rival(text: str) -> Json:
    """`kind (line n): before → after`, as fact_structural_repair has it."""
    kind, _, words = text.partition(" ")
    return {"kind": kind, "words": words}


def assumptions(facts: DocumentFacts, places: Places) -> list[Json]:
    """What figures rest on though the text does not print it: figure, subject, and the words of the reading."""
    return [
        {"figure": places.figures[row["figure_key"]], "subject": row["subject"], "words": row["words"]}
        for row in facts.rows("assumptions")
    ]
