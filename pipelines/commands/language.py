"""The language in which the command speaks to a person: English, or Japanese where the locale is or it is asked for.

Messages are put together where they arise, and kept in reports and records, in English. Here, where they are shown,
they are known again by their fixed words. What has no Japanese is shown as it is.
"""

from __future__ import annotations

import os
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.known_messages import KnownMessages

_CATALOGUES = tuple(Path(__file__).with_name(name) for name in ("messages_ja.yaml", "steps_ja.yaml"))
_HELP = Path(__file__).with_name("help_ja.yaml")
_VARIABLE = "TSUJITSUMA_LANG"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
LANGUAGES = ("en", "ja")


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
    return (_known().in_japanese(message) or message) if is_japanese() else message


@cache
def _known() -> KnownMessages:
    """All that has Japanese."""
    from dashboard.known_messages import KnownMessages, codes_in_messages  # noqa: PLC0415 - for Japanese alone

    own = {**catalogue()["messages"], **catalogue()["pieces"], **help_texts()}
    return KnownMessages({**_titles_of_rules(), **codes_in_messages(), **own})


def _titles_of_rules() -> dict[str, str]:
    """The titles of rules, in Japanese as the dashboard has them; no gap stands in them."""
    from dashboard.known_messages import names_of_codes  # noqa: PLC0415 - as above
    from expectations.rules import publication_rules, structure_rules  # noqa: PLC0415 - as above

    words = names_of_codes()
    named = ((rule.title, words.get(f"expectation.{rule.name}")) for rule in (*publication_rules(), *structure_rules()))
    return {title: own.replace("{", "{{").replace("}", "}}") for title, own in named if own}


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """The messages by their English templates, and the pieces."""
    import yaml  # noqa: PLC0415 - as above

    from dashboard.known_messages import FINDINGS  # noqa: PLC0415 - as above

    whole: dict[str, dict[str, str]] = {"messages": {}, "pieces": {}}
    for file in (*_CATALOGUES, FINDINGS):
        for part, own in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            whole[part] |= own
    return whole


@cache
def help_texts() -> dict[str, str]:
    """The texts of the help by their English templates."""
    import yaml  # noqa: PLC0415 - as above

    loaded: dict[str, str] = yaml.safe_load(_HELP.read_text(encoding="utf-8"))
    return loaded
