"""The language in which the command speaks to a person: English, or Japanese where the locale is or it is asked for.

Messages are put together where they arise, and kept in reports and records, in English. Here, where they are shown,
they are known again by their fixed words. What has no Japanese is shown as it is.
"""

from __future__ import annotations

import os
import re
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_CATALOGUES = tuple(Path(__file__).with_name(name) for name in ("messages_ja.yaml", "findings_ja.yaml"))
_HELP = Path(__file__).with_name("help_ja.yaml")
_VARIABLE = "TSUJITSUMA_LANG"
_OF_SLIPS = ("kind", "doubt")
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
LANGUAGES = ("en", "ja")
# What is filled in is put into Japanese too; nothing is nested more deeply.
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class _Pattern:
    """An English message with its gaps, and the Japanese one."""

    english: re.Pattern[str]
    japanese: str
    fixed_letters: int


_chosen: ContextVar[str | None] = ContextVar("language", default=None)


def choose(language: str | None) -> None:
    """Speak this language from now on, whatever the locale says; None leaves it to the environment."""
    _chosen.set(language)


def is_japanese() -> bool:
    """Whether a person is spoken to in Japanese: as chosen, else as the environment says, else as the locale is."""
    chosen = _chosen.get() or os.environ.get(_VARIABLE)
    if chosen:
        return chosen == "ja"
    # The first of them that is set says it, as for every program.
    locale = next((value for name in _LOCALE if (value := os.environ.get(name))), "")
    return locale.partition("_")[0].partition(".")[0] == "ja"


def told(message: str) -> str:
    """A message in the language in which a person is spoken to."""
    return (_in_japanese(message) or message) if is_japanese() else message


def _in_japanese(message: str, depth: int = 0) -> str | None:
    if depth > _DEEPEST or message.isspace() or not message:
        return None
    for pattern in _patterns():
        found = pattern.english.fullmatch(message)
        if found:
            filled = [_in_japanese(text, depth + 1) or text for text in found.groups()]
            return pattern.japanese.format(*filled)
    if message.endswith(":"):
        rest = _in_japanese(message[:-1], depth + 1)
        return rest and f"{rest}:"
    # A file, and line, before a message; several messages in one.
    for at in (found.end() for found in re.finditer(r": ", message)):
        rest = _in_japanese(message[at:], depth + 1)
        if rest is not None:
            return message[:at] + rest
    return _in_parts(message, "; ", "。", depth) or _in_parts(message, ", ", "、", depth, all_of_them=True)


def _in_parts(message: str, between: str, japanese: str, depth: int, *, all_of_them: bool = False) -> str | None:
    """What is put together of parts; None where none of them, or not each, is known."""
    parts = message.split(between)
    translated = [_in_japanese(part, depth + 1) for part in parts] if len(parts) > 1 else []
    if not translated or not (all if all_of_them else any)(translated):
        return None
    return japanese.join(own or part for own, part in zip(translated, parts, strict=True))


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """The catalogue; what has more fixed words is tried first."""
    own = {**catalogue()["messages"], **catalogue()["pieces"], **help_texts()}
    entries = {**_names_of_rules(), **_codes(), **own}
    patterns = (
        _Pattern(_expression(english), japanese, len(english.replace("{}", "")))
        for english, japanese in entries.items()
    )
    return tuple(sorted(patterns, key=lambda pattern: -pattern.fixed_letters))


def _names_of_rules() -> dict[str, str]:
    """The titles of rules, in Japanese as the dashboard has them; no gap stands in them."""
    from expectations.rules import publication_rules, structure_rules  # noqa: PLC0415 - as below

    words = names_of_codes()
    named = ((rule.title, words.get(f"expectation.{rule.name}")) for rule in (*publication_rules(), *structure_rules()))
    return {title: own.replace("{", "{{").replace("}", "}}") for title, own in named if own}


def _codes() -> dict[str, str]:
    """The codes that findings name: slips of structure, alone and with their lines, and versions of a year's budget."""
    codes: dict[str, str] = {}
    for name, own in names_of_codes().items():
        kind, _, code = name.partition(".")
        if kind in _OF_SLIPS and "_" in code:
            codes |= {code: own, f"{code} in line {{}}": f"{{0}} 行目の{own}"}
            codes[f"{code} in line {{}}, or {{}}"] = f"{{0}} 行目の{own}、または{{1}}"
        elif kind == "version" and code != "before":
            codes |= {f"{{}} {code}": f"{{0}}年度 {own}", f"{{}} before_{code}": f"{{0}}年度 {own}の前"}
    return codes


def _expression(english: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(map(re.escape, english.split("{}"))), re.DOTALL)


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """The messages by their English templates, and the pieces."""
    import yaml  # noqa: PLC0415 - where something goes wrong alone

    whole: dict[str, dict[str, str]] = {"messages": {}, "pieces": {}}
    for file in _CATALOGUES:
        for part, own in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            whole[part] |= own
    return whole


@cache
def names_of_codes() -> dict[str, str]:
    """What the dashboard calls a code in Japanese, by its kind and itself: `status.proven`."""
    import yaml  # noqa: PLC0415 - as above

    from dashboard.pages import WORDS  # noqa: PLC0415 - as above

    words: dict[str, dict[str, str]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return {name: own["ja"] for name, own in words.items()}


@cache
def help_texts() -> dict[str, str]:
    """The texts of the help by their English templates."""
    import yaml  # noqa: PLC0415 - as above

    loaded: dict[str, str] = yaml.safe_load(_HELP.read_text(encoding="utf-8"))
    return loaded
