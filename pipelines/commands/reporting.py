"""What a run did, told to a person: progress while it goes on, a report at its end."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipelines.commands.console import complain, say
from pipelines.commands.language import told
from pipelines.runtime.paths import default_warehouse, state_folder
from warehouse.lake.address import is_address, whole

if TYPE_CHECKING:
    from pipelines.orchestration.ingestion_run import Report
    from pipelines.runtime.progress import Reporter

_FINDINGS_SHOWN = 10
_LINES_SHOWN = 8
_PLACE = re.compile(r".*?:(?P<line>\d+): (?P<message>.*)", re.DOTALL)
# What findings of one kind differ in: numbers, and what is printed in the text.
_NAMES = re.compile(r"[\d.,]+|[^\x00-\x7f][^:;]*|'[^']*'|\"[^\"]*\"")


def progress_on_stderr() -> AbstractContextManager[Reporter]:
    """A bar on a terminal, plain lines otherwise."""
    from rich.console import Console  # noqa: PLC0415 - heavy

    from pipelines.runtime.progress import Bar, plain_lines_on_stderr  # noqa: PLC0415 - heavy

    console = Console(stderr=True)
    return Bar(console, told) if console.is_terminal else nullcontext(plain_lines_on_stderr(told))


def with_progress(run: Callable[[Any], Any]) -> Report:
    """Run with a bar on a terminal, plain lines otherwise."""
    with progress_on_stderr() as progress:
        progress.step("Starting")
        report: Report = run(progress)
        return report


def print_report(report: Report, warehouse: Path) -> None:
    """Every document with what became of it, and where to look next."""
    for refusal in report.refusals:
        complain(refusal.reason)
    for notice in report.notices:
        complain(notice)
    for unchanged in report.unchanged:
        say(f"{unchanged.file_name}: unchanged ({unchanged.reason})")
    for notice in report.notices:
        say(f"noticed: {notice}")
    if report.dashboard_failure is not None:
        complain(f"the dashboard is not up to date ({report.dashboard_failure}); to build it: tsujitsuma dashboard")
    if report.failure is not None:
        complain(report.failure)
        return
    for document in report.published:
        proven, repaired, unchecked, disputed = (
            document.statuses.get(name, 0) for name in ("proven", "repaired", "unchecked", "disputed")
        )
        count, holding = sum(document.statuses.values()), document.identities_holding
        say(f"{document.file_name}: published as {document.meeting_id}")
        say(f"  figures     {count}: {proven} proven, {repaired} repaired, {unchecked} unchecked, {disputed} disputed")
        say(f"  identities  {document.identities} checked, {holding} hold after {document.repairs} repairs")
        kinds = one_a_kind(document.findings)
        for finding in kinds[:_FINDINGS_SHOWN]:
            say(f"  noticed     {finding}")
        if len(kinds) > _FINDINGS_SHOWN:
            say(f"  noticed     and {len(kinds) - _FINDINGS_SHOWN} kinds more: the table fact_finding")
    published, unchanged_count, kept_out = len(report.published), len(report.unchanged), len(report.refusals)
    say(f"{published} published, {unchanged_count} unchanged, {kept_out} kept out. Warehouse: {shown(warehouse)}")
    if report.published:
        command, pages = _own_name(), state_folder() / "data_docs" / "index.html"
        named = f"'{shown(warehouse)}'" if is_address(warehouse) else shown(warehouse)
        other = "" if whole(warehouse) == default_warehouse() else f" --warehouse {named}"
        say("Where to look next:")
        say("  what adds up and what does not, figures and charts, in a browser:")
        click.echo(f"    {command} dashboard{other}")
        say("  every settled amount, its keys spelled out (or open the file in any DuckDB client):")
        click.echo(f'    {command} sql "FROM amounts"{other}')
        say("  what Great Expectations checked:")
        click.echo(f"    {shown(pages)}")
        say("  runs, assets and their checks:")
        click.echo(f"    {command} ui")


def report_json(report: Report, warehouse: Path) -> str:
    """The same for a program: every document with what became of it."""
    return json.dumps(
        {
            "warehouse": str(whole(warehouse)),
            "published": [
                {
                    "file_name": document.file_name,
                    "meeting_id": document.meeting_id,
                    "figures": document.statuses,
                    "identities": document.identities,
                    "identities_holding": document.identities_holding,
                    "repairs": document.repairs,
                    "findings": list(document.findings),
                }
                for document in report.published
            ],
            "unchanged": [{"file_name": one.file_name, "reason": one.reason} for one in report.unchanged],
            "kept_out": [{"file_name": one.file_name, "reason": one.reason} for one in report.refusals],
            "notices": list(report.notices),
            "failure": report.failure,
            "dashboard_failure": report.dashboard_failure,
        },
        ensure_ascii=False,
        indent=2,
    )


def one_a_kind(findings: Sequence[str]) -> list[str]:
    """One line for findings that differ in numbers and names alone: the first, and the lines of the others."""
    kinds: dict[str, list[tuple[str, str]]] = {}
    for finding in findings:
        found = _PLACE.match(finding)
        line, message = (found["line"], found["message"]) if found else ("", finding)
        kinds.setdefault(_NAMES.sub("…", message), []).append((line, finding))
    return [_with_others(alike) for alike in kinds.values()]


def _with_others(alike: Sequence[tuple[str, str]]) -> str:
    (_, first), *others = alike
    if not others:
        return first
    lines = [line for line, _ in others if line]
    shown = ", ".join(lines[:_LINES_SHOWN]) + (", …" if len(lines) > _LINES_SHOWN else "")
    where = f" (line{'' if len(lines) == 1 else 's'} {shown})" if lines else ""
    return f"{first}; and {len(others)} more like it{where}"


def _own_name() -> str:
    """The command as it can be called from here."""
    own, found = Path(sys.executable).parent / "tsujitsuma", shutil.which("tsujitsuma")
    return "tsujitsuma" if found and own.exists() and own.samefile(found) else shown(own)


def shown(path: Path) -> str:
    """A path as short as it can be named from here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
