"""The real text's parts missing, repeated, in another order, of another committee: read without loss."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from expectations.rule_book import rule_book
from pipelines.documents.processing import RawDocument, ReadDocument, Refusal, understand
from pipelines.narrative.model import NumberRole

pytestmark = pytest.mark.slow

TEXT = Path(__file__).parents[2] / "raw" / "2015-02-26_keiei-shingi-iinkai_06.txt"
LINES = TEXT.read_text(encoding="utf-8").split("\n")
PARTS = {
    "cover": LINES[0:9],
    "agenda": LINES[9:22],
    "amendment": LINES[22:101],
    "plan": LINES[101:161],
    "policy": LINES[161:576],
    "budget": LINES[576:873],
    "summary": LINES[873:920],
    "rules": LINES[920:],
}


def read(lines: list[str]) -> ReadDocument | Refusal:
    content = ("\n".join(lines) + "\n").encode()
    return understand(RawDocument("made-up.txt", content, hashlib.sha256(content).hexdigest()), rule_book())


def text_of(*names: str) -> list[str]:
    return [line for name in names for line in PARTS[name]]


def whole(lines: list[str]) -> ReadDocument:
    """The lines as a document, after a look that no line of them is lost."""
    document = read(lines)
    assert isinstance(document, ReadDocument), document
    narrative = document.narrative
    assert [passage.line for passage in narrative.passages] == [n for n, line in enumerate(lines, 1) if line.strip()]
    assert narrative.parts[0].first_line == 1
    assert narrative.parts[-1].last_line == document.line_count
    return document


def codes(document: ReadDocument) -> list[str]:
    return [finding.code for finding in (*document.materials.findings, *document.narrative.findings)]


@pytest.mark.parametrize("missing", ["amendment", "plan", "policy", "budget", "summary", "rules"])
def test_a_text_without_one_of_its_parts_keeps_all_the_others(missing: str) -> None:
    document = whole(text_of(*(name for name in PARTS if name != missing)))
    kinds = [part.kind.value for part in document.narrative.parts]
    assert ("missing_part" in codes(document)) is (missing in {"amendment", "plan", "rules"})
    assert len(document.narrative.glossary) == (1 if missing == "policy" else 18 if missing == "amendment" else 19)
    assert ("business_plan" in kinds) is (missing != "plan")


def test_missing_parts_at_the_end_are_reported() -> None:
    document = whole(text_of("cover", "agenda", "amendment", "plan", "policy"))
    assert codes(document).count("missing_part") == 2


def test_parts_in_another_order_say_the_same() -> None:
    usual = whole(text_of(*PARTS))
    other = whole(text_of("cover", "agenda", "rules", "summary", "budget", "policy", "plan", "amendment"))
    assert len(other.materials.figures) == len(usual.materials.figures)
    assert sorted(entry.mark for entry in other.narrative.glossary) == sorted(e.mark for e in usual.narrative.glossary)
    assert [p.title for p in other.narrative.programmes] == [p.title for p in usual.narrative.programmes]
    assert not any(number.role is NumberRole.UNEXPLAINED for number in other.narrative.numbers)
    answers = {(part.title, part.agenda_item) for part in other.narrative.parts if part.agenda_evidence == "title"}
    assert answers == {
        (part.title, part.agenda_item) for part in usual.narrative.parts if part.agenda_evidence == "title"
    }


def test_repeated_parts_are_read_as_often_as_they_stand() -> None:
    document = whole(text_of(*PARTS, "plan", "policy", "budget", "rules"))
    kinds = [part.kind.value for part in document.narrative.parts]
    assert kinds.count("business_plan") == kinds.count("budget") == 2
    assert len(document.narrative.programmes) == 10
    assert len(document.narrative.rule_changes) == 2
    assert not any(number.role is NumberRole.UNEXPLAINED for number in document.narrative.numbers)


def test_the_council_is_a_committee_like_any_other() -> None:
    document = whole([line.replace("経営審議委員会", "代表者会議") for line in LINES])
    assert document.materials.meeting.committee == "代表者会議"
    assert len(document.materials.figures) == 898


def test_what_is_not_understood_is_kept_as_text_and_reported() -> None:
    stranger = ["役員の選任について", "", "区分\t定員\t現員", "職員\t120\t118", "", "前年より17の増。", ""]
    agenda = [line.replace("業務方法書の変更について", "役員の選任について") for line in PARTS["agenda"]]
    document = whole([*PARTS["cover"], *agenda, *PARTS["amendment"], *PARTS["plan"], *PARTS["budget"], *stranger])
    part = document.narrative.parts[-1]
    assert (part.kind.value, part.agenda_item) == ("other", 4)
    unexplained = [n.printed_text for n in document.narrative.numbers if n.role is NumberRole.UNEXPLAINED]
    assert unexplained == ["120", "118", "17"]
    assert {"unknown_part", "unknown_table", "unexplained_number"} <= set(codes(document))


@pytest.mark.parametrize("seed", range(40))
def test_a_text_with_lines_lost_repeated_and_moved_is_refused_or_kept_whole(seed: int) -> None:
    lines = list(LINES)
    chance = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(60):
        position = chance.randrange(len(lines))
        match chance.randrange(3):
            case 0:
                del lines[position : position + chance.randrange(1, 8)]
            case 1:
                lines[position:position] = lines[position : position + chance.randrange(1, 8)]
            case _:
                lines.insert(position, lines.pop(chance.randrange(len(lines))))
    if isinstance(read(lines), ReadDocument):
        document = whole(lines)
        digits = sum(character in "0123456789" for line in lines for character in line)
        held = sum(character in "0123456789" for n in document.narrative.numbers for character in n.printed_text)
        assert held == digits
