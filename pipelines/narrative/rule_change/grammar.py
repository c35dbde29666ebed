"""The phrases of an amending sentence, as patterns over masked text (see quotes). What they do is in amending."""

from __future__ import annotations

import re
from enum import Enum

from pipelines.narrative.rule_change.numbering import NUMBER
from pipelines.narrative.rule_change.places import PLACE, PLACES
from pipelines.narrative.rule_change.quotes import QUOTE

_AND = "(?:、|及び|並びに)"
_REPLACE = f"{QUOTE}を{QUOTE}に"
_INSERT = f"{QUOTE}の(?:下|次)に{QUOTE}を"
_CHANGE = "(?:改め|変更し|改正し|変更す|改正す)(?:る)?"
_NEXT = rf"次の(?P<count>{NUMBER})(?P<unit>[号項条])を加え(?:る)?"


class Phrase(Enum):
    """A kind of phrase."""

    SCOPE = re.compile(rf"(?P<places>{PLACES})(?:の規定)?中、?")
    REPLACE_WORDS = re.compile(rf"(?P<pairs>{_REPLACE}(?:、{_REPLACE})*){_CHANGE}")
    INSERT_WORDS = re.compile(rf"(?P<pairs>{_INSERT}(?:、{_INSERT})*)加え(?:る)?")
    DELETE_WORDS = re.compile(rf"(?P<pairs>{QUOTE}(?:{_AND}{QUOTE})*)を削(?:り|る)")
    RENUMBER = re.compile(rf"(?P<places>{PLACE})を(?P<to>{PLACE})と(?:し|する)")
    SHIFT = re.compile(
        rf"(?P<places>{PLACES})を(?P<by>{NUMBER})(?P<unit>[号項条])(?:ずつ)?繰り?(?P<way>下げ|上げ)(?:る)?"
    )
    ADD = re.compile(rf"(?P<places>{PLACE})(?P<where>の次|の前)?に{_NEXT}")
    REWRITE = re.compile(rf"(?P<places>{PLACES})を次の(?:とおり|ように){_CHANGE}")
    REWRITE_HEADING = re.compile(rf"(?P<places>{PLACES})を(?P<pairs>{QUOTE})に{_CHANGE}")
    DELETE = re.compile(rf"(?P<places>{PLACES})を削(?:り|る|除し|除する)")


QUOTATIONS = re.compile(QUOTE)
END_OF_PHRASE = re.compile(r"、|。?$")


def read_phrases(text: str) -> tuple[list[tuple[Phrase, re.Match[str]]], bool]:
    """The phrases in order, up to the first that is none; and whether the whole sentence was read."""
    phrases: list[tuple[Phrase, re.Match[str]]] = []
    position = 0
    while position < len(text):
        found = next(
            ((phrase, match) for phrase in Phrase if (match := phrase.value.match(text, position))),
            None,
        )
        if found is None:
            return phrases, False
        phrase, match = found
        position = match.end()
        if phrase is not Phrase.SCOPE:
            end = END_OF_PHRASE.match(text, position)
            if end is None:
                return phrases, False
            position = end.end()
        phrases.append(found)
    ends_well = bool(phrases) and phrases[-1][0] is not Phrase.SCOPE
    return phrases, ends_well
