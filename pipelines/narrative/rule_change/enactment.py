"""Which rule is changed, who adopted it and when, and from when the change is in force."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipelines.narrative.rule_change.numbering import NUMBER, dates_in_arabic
from pipelines.reading.calendar import find_dates
from pipelines.reading.characters import compact

_CHANGE = re.compile(
    r"(?P<rule>.+?)(?P<part>の一部)?を、?次の(?:とおり|ように)(?:(?:変更|改正|改定|修正)(?:する|します)|改める)。?"
)
_RULE_NAME = re.compile(
    r".*(?:規程|規則|規約|規準|定款|要綱|要領|方法書|細則|基準|条例|法律?|令|告示|約款|協定|準則|内規|憲章)"
)
_BEFORE_NAME = re.compile(rf"(?:第{NUMBER}号議案|議案第{NUMBER}号|第{NUMBER}条|\(?{NUMBER}\)|{NUMBER}(?=\D))[::、]?")
_DAY = re.compile(r"\d+年\d+月\d+日|元年\d+月\d+日")
_ADOPTER = re.compile(r"(?P<body>[^、。()\d]+?)(?:決定|議決|制定|承認|決裁|認可|決議)(?=[、。()]|$)")
_IN_FORCE = re.compile(r"(?P<when>[^。]*?)から(?:施行|実施|適用)(?:する|し)")
_LABEL = re.compile(r"(?:第\d+条|\(?\d+\)|\d(?=この))")


@dataclass(frozen=True, slots=True)
class RuleIdentity:
    """A rule's name, and when and by whom it was adopted, as far as the sentence says so."""

    name: str
    adopted_on: date | None
    adopted_by: str | None


def read_change_sentence(sentence: str) -> RuleIdentity | None:
    """The rule that 「…の一部を次のように変更する。」 changes; None for any other sentence."""
    match = _CHANGE.fullmatch(compact(sentence))
    if match is None:
        return None
    name, adoption = _split_brackets(match["rule"].rstrip("」"))
    name = _BEFORE_NAME.sub("", name, count=1) if _BEFORE_NAME.match(name) else name
    name = name.rpartition("、")[2].strip("「」『』")
    adopted_on, adopted_by = _adoption(adoption)
    if not name or not (_RULE_NAME.fullmatch(name) or (match["part"] and adopted_on)):
        return None
    return RuleIdentity(name, adopted_on, adopted_by)


def says_in_force(sentence: str) -> bool:
    """Whether this is a sentence such as 「この変更は、平成27年4月1日から施行する。」."""
    plain = _LABEL.sub("", compact(sentence), count=1)
    return plain.startswith("この") and _IN_FORCE.match(plain) is not None


def in_force_on(sentence: str) -> date | None:
    """The day from which it is in force; None where it names none (公布の日から)."""
    match = _IN_FORCE.search(dates_in_arabic(compact(sentence)))
    dates = find_dates(match["when"]) if match else ()
    return dates[0] if dates else None


def _split_brackets(rule: str) -> tuple[str, str]:
    """The name, and what stands in the brackets that close it."""
    if not rule.endswith(")"):
        return rule, ""
    depth = 0
    for position in range(len(rule) - 1, -1, -1):
        depth += (rule[position] == ")") - (rule[position] == "(")
        if depth == 0:
            return rule[:position], rule[position + 1 : -1]
    return rule, ""


def _adoption(adoption: str) -> tuple[date | None, str | None]:
    text = dates_in_arabic(adoption)
    dates = find_dates(text)
    if not dates:
        return None, None
    day = _DAY.search(text)
    body = _ADOPTER.match(text, day.end()) if day else None
    return dates[0], body["body"] if body else None
