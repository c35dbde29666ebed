"""The pages as HTML: the templates with the words in both languages. What they show they load as JSON beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dashboard.files import read_yaml

_FOLDER = Path(__file__).parent
TEMPLATES, WORDS, STATIC = _FOLDER / "templates", _FOLDER / "words.yaml", _FOLDER / "static"
_SUFFIX = ".html.j2"
_LAYOUT = f"base{_SUFFIX}"


def words() -> dict[str, Any]:
    """Every word of the pages in Japanese and English, by its key."""
    return dict(read_yaml(WORDS))


def render(version: str) -> Iterator[tuple[str, str]]:
    """Each page with its file name; everything put into a template is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - heavy

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    known = words()
    for name in sorted(environment.list_templates()):
        if name.endswith(_SUFFIX) and name != _LAYOUT and not name.startswith("_"):
            yield name.removesuffix(".j2"), environment.get_template(name).render(words=known, version=version)
