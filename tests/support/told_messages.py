"""The messages that a program tells people, as its source has them: each a template with {} for what is filled in."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
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
# What is noticed while a text is read, what a figure rests on, what the doctor finds.
_FINDING_ROOMS = (
    "pipelines/commands", "pipelines/documents", "pipelines/identities", "pipelines/interpreting",
    "pipelines/narrative", "pipelines/structure",
)  # fmt: skip
_FINDING = {"Finding", "Known", "Assumption", "RuleFault"}
# What a person types, or a name: the same in both languages.
_SAME = {"tsujitsuma ingest", "tsujitsuma status", 'pip install "tsujitsuma[mcp]"', "mcp {}", "{} on {} {}"}
_STEP_ROOMS = ("pipelines/commands", "pipelines/orchestration", "pipelines/publishing", "dashboard")
_STEPS = {"step", "track", "track_batches"}


@dataclass(frozen=True, slots=True)
class Message:
    """A message with the place in the source where it is told."""

    template: str
    place: str


def messages() -> Iterator[Message]:
    """Every message that is told, once for each place."""
    for file in _files(_ROOMS):
        yield from _of_file(file, _tells)
    for file in _files(_FINDING_ROOMS):
        yield from _of_file(file, _FINDING.__contains__)
    for file in _files(_STEP_ROOMS):
        yield from _of_file(file, _STEPS.__contains__, at_least=1)


def result_templates() -> Iterator[Message]:
    """The templates of results: those that `worded` is called with, where they stand in its call."""
    for file in _files(("pipelines/commands",)):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node) == "worded":
                found = node.args[0]
                for one in (found.body, found.orelse) if isinstance(found, ast.IfExp) else (found,):
                    if isinstance(one, ast.Constant):
                        yield Message(str(one.value), _place(file, node))


def texts() -> set[str]:
    """Every text of the source of commands and of what they show."""
    return {
        node.value
        for file in _files(("pipelines", "warehouse"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _files(rooms: tuple[str, ...]) -> Iterator[Path]:
    for room in rooms:
        path = CODE_FOLDER / room
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            if file.name not in _NOT_TOLD:
                yield file


def _of_file(file: Path, tells: Callable[[str], bool], at_least: int = 2) -> Iterator[Message]:
    """The messages of calls that tell; of at least so many words, for codes are told too."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    local = _assigned(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not tells(_name(node)):
            continue
        for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
            found = [argument]
            if isinstance(argument, ast.Name):
                found = [*local.get(argument.id, ())]
            for each in found:
                template = _template(each)
                if template is None or template in _SAME or len(template.split()) < at_least:
                    continue
                if template.replace("{}", "").strip(" :.,;()"):
                    yield Message(template, _place(file, node))


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _place(file: Path, node: ast.Call) -> str:
    return f"{file.relative_to(CODE_FOLDER)}:{node.lineno}"


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
