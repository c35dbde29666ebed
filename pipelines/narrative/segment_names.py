"""Where words name a segment: the names in the reference data, cut to what tells them apart."""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.reading.characters import compact
from warehouse import reference

# What 本人確認情報処理事業 and 本人確認情報処理事務 have in common is their core.
_FILLER = re.compile(r"事業|事務|業務|等|の?運営$")
_SHORTEST_CORE = 4
_IGNORED = re.compile(r"[\s\u3000⁰¹²³⁴-⁹※]")


@lru_cache(maxsize=1)
def segment_cores() -> tuple[tuple[str, str], ...]:
    """Each segment and a core of its names; a core too short to tell (一般) is left out, and so is the total."""
    return tuple(
        (segment.name, core)
        for segment in reference.segments()
        if segment.name != reference.TOTAL_SEGMENT
        for core in dict.fromkeys(core_of(name) for name in (segment.name, *segment.aliases))
        if len(core) >= _SHORTEST_CORE
    )


def core_of(name: str) -> str:
    """A name without what segments and programmes add to it: 事業, 事務, 等."""
    return _FILLER.sub("", compact(name))


def named_by(title: str) -> tuple[str, str] | None:
    """The segment that a title names, and the words of its core that the title has; of several the closest."""
    core = core_of(title)
    named = [(known, name) for name, known in segment_cores() if _is_same(known, core)]
    if not named:
        return None
    known, name = min(named, key=lambda entry: abs(len(entry[0]) - len(core)))
    return name, min(known, core, key=len)


def printed_words(text: str, words: re.Pattern[str] | str) -> str | None:
    """The words as `text` prints them, whatever spaces and marks of footnotes stand between; None where it has none."""
    pattern = re.compile(re.escape(compact(words))) if isinstance(words, str) else words
    found = pattern.search(_of_one_width(_IGNORED.sub("", text)))
    if found is None:
        return None
    places = [place for place, character in enumerate(text) if not _IGNORED.match(character)]
    return text[places[found.start()] : places[found.end() - 1] + 1]


def _of_one_width(text: str) -> str:
    """The text as it is compared, character by character: places stay."""
    return "".join(narrow if len(narrow := compact(character)) == 1 else character for character in text)


def _is_same(known: str, core: str) -> bool:
    """Equal, or the one begins with the other and is most of it, or the title begins with the whole core."""
    return known == core or core.startswith(known) or (known.startswith(core) and 2 * len(core) > len(known))
