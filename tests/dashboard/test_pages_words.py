"""The words of the pages: in both languages, with the same blanks to fill, each used, and none missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from warehouse.reference import accounts

FOLDER = Path(__file__).parents[2] / "dashboard"
WORDS: dict[str, dict[str, str]] = yaml.safe_load((FOLDER / "words.yaml").read_text(encoding="utf-8"))
SOURCES = [*(FOLDER / "static" / "js").rglob("*.js"), *(FOLDER / "templates").glob("*.j2")]
TEXT = "\n".join(file.read_text(encoding="utf-8") for file in SOURCES)
# Keys that are put together: say(`page.${…}`), sayCode("status", …), 'theme.' ~ theme.
PUT_TOGETHER = {*re.findall(r"`(\w+)\.\$\{", TEXT), *re.findall(r"say(?:Code|Name)\(\"(\w+)\"", TEXT), "page", "theme"}


def unnamed(text: str) -> set[str]:
    """The keys that a page asks for and the words do not hold."""
    asked = re.findall(r"say\(\"([\w.]+)\"", text) + re.findall(r"word\('([\w.]+)'\)", text)
    return {key for key in asked if key not in WORDS}


@pytest.mark.parametrize("key", WORDS)
def test_a_word_is_in_both_languages_with_the_same_blanks(key: str) -> None:
    word = WORDS[key]
    assert sorted(word) == ["en", "ja"]
    assert all(text.strip() for text in word.values())
    assert set(re.findall(r"\{(\w+)\}", word["ja"])) == set(re.findall(r"\{(\w+)\}", word["en"]))


def test_every_word_that_a_page_asks_for_is_there() -> None:
    assert unnamed(TEXT) == set()
    assert unnamed('say("nothing.of_the_kind")') == {"nothing.of_the_kind"}


def test_every_word_is_used() -> None:
    suffixes = ("_none", "_failed", "_held")  # of keys put together in the middle: say(`index.${kind}_none`)
    unused = [
        key
        for key in WORDS
        if f'"{key}"' not in TEXT
        and f"'{key}'" not in TEXT
        and key.split(".")[0] not in PUT_TOGETHER
        and not key.endswith(suffixes)
    ]
    assert unused == []


def test_every_heading_of_the_agencys_accounts_has_an_english_name() -> None:
    headings = {name for account in accounts() for name in account.path.split("/")[:-1]}
    assert len(headings) > 10
    assert {name for name in headings if f"heading.{name}" not in WORDS} == set()


def test_no_page_takes_html_from_data() -> None:
    """Nothing is put into a page but as text; and no script or style stands in one, as its policy forbids."""
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|setAttribute\(\"style", TEXT)
    assert not re.search(r"\son\w+=\"|style=\"|\|\s*safe\b", TEXT)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", TEXT)
