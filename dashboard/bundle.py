"""Joins the modules of a page into one classic script, which a browser runs of a page that was opened as a file too.

The sources keep the forms that the linter's formatter gives them: named imports from files beside, and exported
declarations. Anything else is refused.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const|let) ([A-Za-z_$][\w$]*))", re.MULTILINE)
# A comment that has its lines to itself: the sources keep it, readers of the pages need not load it.
_COMMENT = re.compile(r"^[ \t]*/\*\*.*?\*/[ \t]*\n|^[ \t]*//[^\n]*\n", re.MULTILINE | re.DOTALL)
_LEFT = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)


class BundleError(ValueError):
    """A module has a form that cannot be joined, or modules import each other in a circle."""


def modules_of(folder: Path) -> dict[str, str]:
    """The modules of a folder by their paths in it, with slashes."""
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in sorted(folder.rglob("*.js"))
    }


def bundle(modules: Mapping[str, str], entry: str) -> str:
    """One script that does what the module `entry` does with all that it imports."""
    order: list[str] = []
    _visit(entry, modules, order, ())
    numbers = {name: number for number, name in enumerate(order)}
    parts = [_wrapped(name, modules[name], numbers) for name in order]
    return '"use strict";\n{\n' + "".join(parts) + "}\n"


def _visit(name: str, modules: Mapping[str, str], order: list[str], path: tuple[str, ...]) -> None:
    """Put a module behind all that it imports."""
    if name in path:
        raise BundleError(f"modules import each other: {' → '.join((*path, name))}")
    if name in order:
        return
    if name not in modules:
        raise BundleError(f"{path[-1] if path else name}: there is no module {name}")
    for _, address in _IMPORT.findall(modules[name]):
        _visit(_resolved(name, address), modules, order, (*path, name))
    order.append(name)


def _resolved(name: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address))


def _wrapped(name: str, source: str, numbers: Mapping[str, int]) -> str:
    """A module as a function that is called at once; what it exports is its value."""

    def taken(found: re.Match[str]) -> str:
        names = ", ".join(one.strip().replace(" as ", ": ") for one in found[1].split(",") if one.strip())
        return f"const {{ {names} }} = module{numbers[_resolved(name, found[2])]};\n"

    exported = _EXPORT.findall(source)
    body = _COMMENT.sub("", _EXPORT.sub("", _IMPORT.sub(taken, source)))
    left = _LEFT.search(body)
    if left:
        raise BundleError(f"{name}: cannot be joined: {left[0]}")
    return f"// {name}\nconst module{numbers[name]} = (() => {{\n{body}return {{ {', '.join(exported)} }};\n}})();\n"
