"""The programmes of a business plan, policy or report, and the segments that their names and words point to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from pipelines.narrative.model import Part, PartKind, Programme, Section, SegmentLink
from pipelines.reading.characters import compact
from warehouse import reference

_PLANS = frozenset({PartKind.BUSINESS_PLAN, PartKind.BUSINESS_POLICY, PartKind.BUSINESS_REPORT})
# What 本人確認情報処理事業 and 本人確認情報処理事務 have in common is their core.
_FILLER = re.compile(r"事業|事務|業務|等|の?運営$")
_WORDS = re.compile(r"[一-龥々〆]+|[ァ-ヴー]+|[A-Za-z]+")
_SHORTEST_CORE = 4
_ORDINAL = re.compile(r"\d{1,4}")  # more digits number no programme


def read_programmes(
    parts: Sequence[Part], sections: Sequence[Section], contents: Mapping[str, tuple[int, str | None]]
) -> tuple[Programme, ...]:
    """The numbered sections at the top of plans: one programme for each number and title, in order."""
    plans = {part.number for part in parts if part.kind in _PLANS}
    found: dict[tuple[int, str], list[Section]] = {}
    for section in sections:
        number = compact(section.printed_number or "").removeprefix("第")
        if section.part in plans and section.level == 1 and _ORDINAL.fullmatch(number):
            found.setdefault((int(number), compact(section.title)), []).append(section)
    return tuple(
        Programme(
            number,
            same[0].title,
            contents.get(title, (number, None))[1],
            tuple(section.number for section in same),
        )
        for (number, title), same in sorted(found.items(), key=lambda entry: (entry[0][0], entry[1][0].first_line))
    )


def link_segments(programmes: Sequence[Programme], sections: Sequence[Section]) -> tuple[SegmentLink, ...]:
    """The sections of programmes that name a segment, or whose sentences hold all words of a segment's name."""
    tops = {number for programme in programmes for number in programme.sections}
    return tuple(link for section in sections if _top(section, sections) in tops for link in _links(section))


def _links(section: Section) -> Iterator[SegmentLink]:
    """At most one segment by the title, the closest; else all whose words a sentence of the text holds in order."""
    title = _core(section.title)
    named = [(core, name) for name, core in _segment_cores() if _is_same(core, title)]
    if named:
        closest = min(named, key=lambda entry: abs(len(entry[0]) - len(title)))
        yield SegmentLink(section.number, closest[1], "title")
        return
    for name in dict.fromkeys(_spoken_of(section.body)):
        yield SegmentLink(section.number, name, "text")


def _spoken_of(body: str) -> Iterator[str]:
    """The segments whose names a sentence holds, word by word in order."""
    sentences = [compact(sentence) for sentence in re.split(r"[。\n]", body)]
    for name, core in _segment_cores():
        words = _WORDS.findall(core)
        if len(words) > 1 and any(_holds(words, sentence) for sentence in sentences):
            yield name


def _top(section: Section, sections: Sequence[Section]) -> int:
    while section.parent is not None:
        section = sections[section.parent - 1]
    return section.number


def _core(name: str) -> str:
    return _FILLER.sub("", compact(name))


@lru_cache(maxsize=1)
def _segment_cores() -> tuple[tuple[str, str], ...]:
    """Each segment and a core of its names; a core too short to tell (一般) is left out."""
    return tuple(
        (segment.name, core)
        for segment in reference.segments()
        for core in dict.fromkeys(_core(name) for name in (segment.name, *segment.aliases))
        if len(core) >= _SHORTEST_CORE
    )


def _is_same(core: str, title: str) -> bool:
    """Equal, or the one begins with the other and is most of it, or the title begins with the whole core."""
    return core == title or title.startswith(core) or (core.startswith(title) and 2 * len(title) > len(core))


def _holds(words: Sequence[str], sentence: str) -> bool:
    position = 0
    for word in words:
        position = sentence.find(word, position)
        if position < 0:
            return False
        position += len(word)
    return True
