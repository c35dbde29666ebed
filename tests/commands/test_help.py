"""The help in Japanese: every text of every command has both languages, and it is laid out by columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from pipelines.cli import main
from pipelines.commands.help_text import texts
from pipelines.commands.language import choose, help_texts, told

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
# Click's own.
CLICKS = "Show this message and exit."
TEXTS = sorted({CLICKS, *(text for command in (main, *main.commands.values()) for text in texts(command))})


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    yield
    choose(None)


def helped(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["--lang", "ja", *arguments, "--help"])


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_of_the_help_has_japanese(text: str) -> None:
    choose("ja")
    assert told(text) != text
    assert JAPANESE.search(told(text))


def test_no_japanese_is_left_of_a_text_that_is_gone() -> None:
    known = {key: re.compile(".*?".join(map(re.escape, key.split("{}")))) for key in help_texts()}
    assert [key for key, text in known.items() if not any(text.fullmatch(one) for one in TEXTS)] == []


@pytest.mark.parametrize("name", ["", *sorted(main.commands)])
def test_the_help_is_japanese_down_to_its_headings_and_no_line_is_too_long(name: str) -> None:
    result = helped(*filter(None, [name]))
    assert result.exit_code == 0
    ours = result.stdout.partition("Example")[0]
    assert ours.startswith("使い方: ")
    assert "この説明を表示して終了します。" in ours
    assert not re.search(r"Usage|Options:|Commands:|default|required", ours)
    assert [line for line in ours.splitlines() if cell_len(line) > 80] == []


def test_what_a_person_types_and_the_examples_are_the_same_in_both_languages() -> None:
    english = CliRunner().invoke(main, ["--lang", "en", "export", "--help"]).stdout
    options = re.compile(r"(?:^| )--[a-z]+", re.M)
    assert set(options.findall(helped("export").stdout)) == set(options.findall(english))
    assert english.partition("Examples:")[2] == helped("export").stdout.partition("Examples:")[2]
    assert english.startswith("Usage: ")


def test_a_command_works_as_ever_where_its_help_is_japanese() -> None:
    choose("ja")
    found = main.get_command(click.Context(main), "sql")
    assert found is not None
    assert [one.name for one in found.params] == [one.name for one in main.commands["sql"].params]
    wrong = CliRunner().invoke(main, ["--lang", "ja", "sql", "SELECT 1", "--csv", "--json"])
    assert (wrong.exit_code, "どちらか一方だけ" in wrong.stderr) == (2, True)
