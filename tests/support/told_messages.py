"""The messages that a program tells people, as its source has them: each a template with {} for what is filled in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.runtime.paths import CODE_FOLDER

# Who a person never reads: programming errors, the log of the service, what agents are told.
_ROOMS = (
    "pipelines/commands", "pipelines/documents", "pipelines/interpreting", "pipelines/publishing", "pipelines/reading",
    "pipelines/runtime", "pipelines/worksheet", "pipelines/orchestration/ingestion_run.py",
    "pipelines/orchestration/instance.py", "pipelines/orchestration/service.py", "warehouse/asking",
    "warehouse/comparing", "warehouse/exporting", "warehouse/querying.py", "warehouse/schema.py", "warehouse/store.py",
)  # fmt: skip
_NOT_TOLD = ("mcp_server.py", "mcp_tools.py", "log_lines.py", "frames.py")
_TELLING = {"fail", "complain", "say", "UsageError", "BadParameter", "Refusal", "Breach", "Unchanged"}
_NOT_FOR_PEOPLE = {"ValueError", "TypeError", "FileNotFoundError", "KeyError", "RuntimeError", "AssertionError"}


@dataclass(frozen=True, slots=True)
class Message:
    """A message with the place in the source where it is told."""

    template: str
    place: str


def messages() -> Iterator[Message]:
    """Every message that is told, once for each place."""
    for room in _ROOMS:
        path = CODE_FOLDER / room
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            if file.name not in _NOT_TOLD:
                yield from _of_file(file)


def _of_file(file: Path) -> Iterator[Message]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    local = _assigned(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if not _tells(name):
            continue
        for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
            found = [argument]
            if isinstance(argument, ast.Name):
                found = [*local.get(argument.id, ())]
            for each in found:
                template = _template(each)
                if template is not None and template.replace("{}", "").strip(" :.,;()") and " " in template:
                    yield Message(template, f"{file.relative_to(CODE_FOLDER)}:{node.lineno}")


def _tells(name: str) -> bool:
    return name in _TELLING or (name.endswith("Error") and name not in _NOT_FOR_PEOPLE)


def _assigned(tree: ast.AST) -> dict[str, list[ast.expr]]:
    """What names of a file may stand for: problem = f"…"."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return found


def _template(node: ast.expr) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in values)
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return f"{_template(left) or '{}'}{_template(right) or '{}'}"
    return None
