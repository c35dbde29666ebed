"""The pages as HTML: the templates with the words in both languages. What they show they load as JSON beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dashboard.bundle import bundle, modules_of
from dashboard.files import read_yaml

_FOLDER = Path(__file__).parent
TEMPLATES, WORDS, STATIC = _FOLDER / "templates", _FOLDER / "words.yaml", _FOLDER / "static"
# In the order in which a later one has its way.
_SHEETS = (
    "colours", "base", "tables", "take", "find", "overview", "meeting", "panel", "sql", "phone", "print",
)  # fmt: skip
_SUFFIX, _ENTRY = ".html.j2", "_page.js"
_LAYOUT = f"base{_SUFFIX}"
# How keys are put together: say(`page.${…}`), sayCode("status", …), 'theme.' ~ theme.
_PUT_TOGETHER = re.compile(r"`(\w+)\.\$\{|say(?:Code|Name)\(\"(\w+)\"|'(\w+)\.' ~")
_COMMENT = re.compile(r"/\*.*?\*/\n*", re.DOTALL)
_QUOTED = re.compile(r"[\"'`]([\w.]+)[\"'`]")


def words() -> dict[str, Any]:
    """Every word of the pages in Japanese and English, by its key."""
    return dict(read_yaml(WORDS))


def scripts() -> dict[str, str]:
    """Each page's modules as one script, by the page: a browser runs no module of a page that was opened as a file."""
    modules = modules_of(STATIC / "js")
    return {
        name.removesuffix(_ENTRY): bundle(modules, name)
        for name in sorted(modules)
        if name.endswith(_ENTRY) and "/" not in name
    }


def style() -> str:
    """The style sheets as one, without their comments: a file for each would be a request for each."""
    folder = STATIC / "css"
    return "".join(_COMMENT.sub("", (folder / f"{name}.css").read_text(encoding="utf-8")) for name in _SHEETS)


def spoken(known: Mapping[str, Any], sources: str) -> dict[str, Any]:
    """The words that script and templates of a page can say, of all that are known: nobody loads those of others."""
    exact = set(_QUOTED.findall(sources))
    kinds = {name for found in _PUT_TOGETHER.findall(sources) for name in found if name}
    return {key: word for key, word in known.items() if key in exact or key.partition(".")[0] in kinds}


def render(version: str, of_pages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each page with its file name, by the scripts of the pages; everything put into a template is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - heavy

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    known = words()
    templates = "".join(file.read_text(encoding="utf-8") for file in sorted(TEMPLATES.iterdir()))
    for name in sorted(environment.list_templates()):
        if name.endswith(_SUFFIX) and name != _LAYOUT and not name.startswith("_"):
            said = spoken(known, templates + of_pages.get(name.removesuffix(_SUFFIX), ""))
            rendered = environment.get_template(name).render(words=known, spoken=said, version=version)
            yield name.removesuffix(".j2"), rendered
