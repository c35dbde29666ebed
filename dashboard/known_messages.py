"""Messages that were put together elsewhere, in English: known again by their fixed words, and told in Japanese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dashboard.pages import WORDS

# What is noticed while a text is read, by its English template.
FINDINGS = Path(__file__).with_name("findings_ja.yaml")
# What is filled in is put into Japanese too; nothing is nested more deeply.
_DEEPEST = 6
_OF_SLIPS = ("kind", "doubt")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """An English message with its gaps, and the Japanese one."""

    english: re.Pattern[str]
    japanese: str
    fixed_letters: int


class KnownMessages:
    """Messages by their English templates; {0}, {1}, … are what is filled in, in the Japanese ones.

    A template has {} for a text that is filled in, {#} for a number.
    """

    def __init__(self, entries: Mapping[str, str]) -> None:
        patterns = (
            _Pattern(_expression(english), japanese, len(re.sub(r"\{#?\}", "", english)))
            for english, japanese in entries.items()
        )
        # What has more fixed words is tried first.
        self._patterns = tuple(sorted(patterns, key=lambda pattern: -pattern.fixed_letters))

    def in_japanese(self, message: str) -> str | None:
        """The message in Japanese; None where it is not known."""
        return self._in_japanese(message, 0)

    def _in_japanese(self, message: str, depth: int) -> str | None:
        if depth > _DEEPEST or message.isspace() or not message:
            return None
        for pattern in self._patterns:
            found = pattern.english.fullmatch(message)
            if found:
                filled = [self._in_japanese(text, depth + 1) or text for text in found.groups()]
                return pattern.japanese.format(*filled)
        if message.endswith(":"):
            rest = self._in_japanese(message[:-1], depth + 1)
            return rest and f"{rest}:"
        # A file, and line, before a message; several messages in one.
        for at in (found.end() for found in re.finditer(r": ", message)):
            rest = self._in_japanese(message[at:], depth + 1)
            if rest is not None:
                return message[:at] + rest
        return self._in_parts(message, "; ", "。", depth) or self._in_parts(message, ", ", "、", depth, are_all=True)

    def _in_parts(self, message: str, between: str, japanese: str, depth: int, *, are_all: bool = False) -> str | None:
        """What is put together of parts; None where none of them, or not each, is known."""
        parts = message.split(between)
        translated = [self._in_japanese(part, depth + 1) for part in parts] if len(parts) > 1 else []
        if not translated or not (all if are_all else any)(translated):
            return None
        return japanese.join(own or part for own, part in zip(translated, parts, strict=True))


@cache
def names_of_codes() -> dict[str, str]:
    """What the pages call a code in Japanese, by its kind and itself: `status.proven`."""
    words: dict[str, dict[str, str]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return {name: own["ja"] for name, own in words.items()}


def codes_in_messages() -> dict[str, str]:
    """The codes that findings name: slips of structure, alone and with their lines, and versions of a year's budget."""
    codes: dict[str, str] = {}
    for name, own in names_of_codes().items():
        kind, _, code = name.partition(".")
        if kind in _OF_SLIPS and "_" in code:
            codes |= {code: own, f"{code} in line {{}}": f"{{0}} 行目の{own}"}
            codes[f"{code} in line {{}}, or {{}}"] = f"{{0}} 行目の{own}、または{{1}}"
        elif kind == "version" and code != "before":
            codes |= {f"{{#}} {code}": f"{{0}}年度 {own}", f"{{#}} before_{code}": f"{{0}}年度 {own}の前"}
    return codes


@cache
def findings() -> KnownMessages:
    """What is noticed while a text is read."""
    loaded: dict[str, dict[str, Any]] = yaml.safe_load(FINDINGS.read_text(encoding="utf-8"))
    return KnownMessages({**codes_in_messages(), **loaded["messages"], **loaded["pieces"]})


def _expression(english: str) -> re.Pattern[str]:
    literal = re.escape(english).replace(re.escape("{}"), "(.*?)").replace(re.escape("{#}"), r"(\d+)")
    return re.compile(literal, re.DOTALL)
