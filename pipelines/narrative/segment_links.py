"""Which sections of a plan are of which segment, with the line and the words that say so. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipelines.narrative.model import Passage, PassageKind, Programme, Section, SegmentLink
from pipelines.narrative.segment_names import named_by, printed_words, segment_cores
from pipelines.reading.characters import compact

_WORDS = re.compile(r"[一-龥々〆]+|[ァ-ヴー]+|[A-Za-z]+")
_MARKS = re.compile(r"[⁰¹²³⁴-⁹※]+")
_PROSE = frozenset({PassageKind.PARAGRAPH, PassageKind.LIST_ITEM})
_GAP = r"[^、。]{0,8}?"  # 中間サーバー[を]共同化[・]集約化: what stands between the words of a name
_SHORTEST_HEAD = 4
# What may stand before a sentence's matter.
_BEFORE = re.compile(
    r"(?:また|さらに|なお|併せて|あわせて|特に|このほか|引き続き|新たに|(?:本|今)年度は|(?:平成|令和)\d+年度は|[、・\-])*"
)
# A name followed by such words is a means or an aside of something else: 公的個人認証サービスに係る認証局に対する….
_PASSING = re.compile(
    r"[^、。のをがは]{0,6}?(?:に係る|に関する|に対する|に対し|への|からの|との|と連携|を用い|を利用|を活用|を通じ|を経由|により|"
    r"によって|において|における|を含む|をはじめ|に向け|で(?!ある)|と|、|及び|並びに|又は)"
)


def link_segments(
    programmes: Sequence[Programme], sections: Sequence[Section], passages: Sequence[Passage]
) -> tuple[SegmentLink, ...]:
    """The sections of programmes whose title names a segment, or of which a sentence says that they are of one.

    That a sentence names it in passing shows nothing: either the title shares the beginning of the name, or the
    sentence begins with it and goes on about it.
    """
    tops = {number for programme in programmes for number in programme.sections}
    own: dict[int | None, list[Passage]] = {}
    for passage in passages:
        own.setdefault(passage.section, []).append(passage)
    return tuple(
        link
        for section in sections
        if _top(section, sections) in tops
        for link in _links(section, own.get(section.number, []))
    )


def _links(section: Section, passages: Sequence[Passage]) -> Iterator[SegmentLink]:
    """At most one segment by the title, the closest; else all of which a sentence under it tells."""
    named = named_by(section.title)
    if named is not None:
        heading = next((passage.text for passage in passages if passage.line == section.first_line), section.title)
        words = printed_words(heading, named[1]) or section.title
        yield SegmentLink(section.number, named[0], "title", section.first_line, words)
        return
    found: dict[str, SegmentLink] = {}
    for passage in passages:
        if passage.kind in _PROSE:
            for name, words in _told_in(section.title, passage.text):
                found.setdefault(name, SegmentLink(section.number, name, "text", passage.line, words))
    yield from found.values()


def _told_in(title: str, text: str) -> Iterator[tuple[str, str]]:
    """The segments that sentences of a text are about, and the words."""
    for sentence in re.split(r"(?<=[。\n])", text):
        bare = compact(_MARKS.sub("", sentence))
        for name, head, pattern in _spoken_names():
            match = pattern.search(bare)
            if match is not None and (head in compact(title) or _is_about(bare, match)):
                yield name, printed_words(sentence, pattern) or match[0]


def _is_about(sentence: str, match: re.Match[str]) -> bool:
    return _BEFORE.fullmatch(sentence[: match.start()]) is not None and _PASSING.match(sentence, match.end()) is None


@lru_cache(maxsize=1)
def _spoken_names() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Segments whose names are of several words: the beginning of the name, and its words in order, near each other."""
    found = []
    for name, core in segment_cores():
        words = _WORDS.findall(core)
        if len(words) > 1:
            head = next((core[: word.end()] for word in _WORDS.finditer(core) if word.end() >= _SHORTEST_HEAD), core)
            found.append((name, head, re.compile(_GAP.join(map(re.escape, words)))))
    return tuple(found)


def _top(section: Section, sections: Sequence[Section]) -> int:
    while section.parent is not None:
        section = sections[section.parent - 1]
    return section.number
