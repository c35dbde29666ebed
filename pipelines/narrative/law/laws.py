"""The laws that a text knows: from the names in it, which law a name or an abbreviation means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipelines.narrative.law.names import NameHit, split_derived
from pipelines.narrative.law_reference import Law, LawEvidence

_QUALIFIERS = ("改正前", "改正後", "改正", "現行", "旧", "新", "各", "本", "関係", "上記")


@dataclass(frozen=True, slots=True)
class Laws:
    """Full names with their numbers, abbreviations with the lines that define them, names that are surely laws."""

    numbers: Mapping[str, str | None]
    shorts: Mapping[str, tuple[tuple[int, str], ...]]
    legal: frozenset[str]

    def knows(self, name: str) -> bool:
        """Whether the text defines the name, or uses it as that of a law."""
        return name in self.shorts or name in self.numbers or name in self.legal

    def resolve(self, printed: str, line: int) -> Law:
        """The law that a name means on a line."""
        full = self._defined(printed, line)
        if full is not None:
            return Law(printed, full, self.numbers.get(full), LawEvidence.DEFINED)
        full = self._whole_name(printed)
        if full in self.numbers:
            return Law(printed, full, self.numbers[full], LawEvidence.NAMED)
        for qualifier in _QUALIFIERS:
            rest = printed.removeprefix(qualifier)
            if rest != printed and self.knows(rest):
                law = self.resolve(rest, line)
                return Law(printed, law.name, law.number, law.evidence)
        return self._composed(printed, line) or Law(printed, printed, None, LawEvidence.NAMED)

    def _defined(self, printed: str, line: int) -> str | None:
        """What the nearest definition before a line says, else the first one after it."""
        definitions = self.shorts.get(printed)
        if not definitions:
            return None
        before = [name for defined_on, name in definitions if defined_on <= line]
        return before[-1] if before else definitions[0][1]

    def _whole_name(self, printed: str) -> str:
        """The name without the words before it that are none of it, where another place of the text tells."""
        endings = [name for name in self.numbers if printed.endswith(name) and len(name) > len("民法")]
        return max(endings, key=len) if endings and not split_derived(printed) else printed

    def _composed(self, printed: str, line: int) -> Law | None:
        """番号法施行令, 番号法総務省令: the law of the one name, and what is made under it."""
        parts = split_derived(printed)
        if parts is None or not self.knows(parts[0]):
            return None
        base = self.resolve(parts[0], line).name
        if parts[1].startswith("施行"):
            name = base + parts[1]
            is_new = name != printed
            return Law(printed, name, self.numbers.get(name), LawEvidence.COMPOSED if is_new else LawEvidence.NAMED)
        under = [
            name
            for name, number in self.numbers.items()
            if number and parts[1] in number and name.startswith(base) and name != base
        ]
        return Law(printed, under[0], self.numbers[under[0]], LawEvidence.COMPOSED) if len(under) == 1 else None


def read_laws(hits: Iterable[NameHit]) -> Laws:
    """What the names of a text tell of its laws."""
    numbers: dict[str, str | None] = {}
    shorts: dict[str, list[tuple[int, str]]] = defaultdict(list)
    legal: set[str] = set()
    names: dict[str, str] = {}  # by number: one law has one name, whatever words stand before it
    hits = list(hits)
    for hit in hits:
        if hit.number:
            names[hit.number] = min(names.get(hit.number, hit.name), hit.name, key=len)
    for hit in hits:
        shortest = names.get(hit.number or "", hit.name)
        name = shortest if hit.name.endswith(shortest) else hit.name
        if hit.number or hit.short or (hit.is_legal and "に関する" in name):
            numbers[name] = hit.number or numbers.get(name)
        if hit.short:
            shorts[hit.short].append((hit.line, name))
        if hit.is_legal and hit.is_statute and not hit.is_bare:
            legal.add(name)
    return Laws(numbers, {short: tuple(defined) for short, defined in shorts.items()}, frozenset(legal))
