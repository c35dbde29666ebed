"""`tsujitsuma reconcile TABLE`: read a file or standard input, print what its tables come to, write repairs back."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from pipelines.commands.console import KEPT_OUT, OK, complain, fail
from pipelines.commands.reconciled_json import as_objects
from pipelines.commands.reconciled_table import legend, table_text
from pipelines.commands.terminal import exact
from pipelines.reconcile import Status
from pipelines.worksheet.rules import WorksheetError
from pipelines.worksheet.table_answers import SheetAnswer, answer_blocks
from pipelines.worksheet.table_files import fixed_content, read_table_file

NOTHING_CHECKED = 3
_STANDARD_INPUT = "-"
_PIPED = "standard input"


def reconcile_file(path: Path, *, as_json: bool, fix: bool, output: Path | None, is_full: bool) -> int:
    """Reconcile a file's tables; the exit code."""
    is_piped = str(path) == _STANDARD_INPUT
    if output is not None and not fix:
        fail("--output goes with --fix")
    try:
        content = sys.stdin.buffer.read() if is_piped else path.read_bytes()
        file = read_table_file(content, _PIPED if is_piped else path.name)
        answers = answer_blocks(file.blocks)
        if is_piped and not answers:  # nothing names its kind: commas set cells apart only where nothing else does
            file = read_table_file(content, f"{_PIPED}.csv")
            answers = answer_blocks(file.blocks)
        if not answers:
            fail(f"{file.name}: no table with amounts is found")
        fixed = fixed_content(file, answers) if fix else b""
    except OSError as error:
        fail(f"{path}: {error.strerror or error}")
    except WorksheetError as error:
        fail(str(error))
    report_on_errors = fix and is_piped and output is None
    if as_json:
        stream = sys.stderr if report_on_errors else exact(sys.stdout)
        click.echo(json.dumps(as_objects(answers, file), ensure_ascii=False, indent=2), file=stream)
    else:
        for answer in answers:
            click.echo(
                table_text(answer, file.where(answer.settled.sheet.rows[0]), is_full=is_full) + "\n",
                err=report_on_errors,
            )
        click.echo(legend(), err=report_on_errors)
    if fix:
        _write(fixed, path, output, answers)
    return _exit_code(answers, is_fixed=fix)


def _write(fixed: bytes, path: Path, output: Path | None, answers: tuple[SheetAnswer, ...]) -> None:
    if output is None and str(path) == _STANDARD_INPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(fixed)
        sys.stdout.buffer.flush()
        return
    target = path if output is None else output
    try:
        if target != path or fixed != path.read_bytes():
            target.write_bytes(fixed)
    except OSError as error:
        fail(f"{target}: {error.strerror or error}")
    count = sum(len(answer.repairs) for answer in answers)
    complain(f"{target}: {count} figure{'' if count == 1 else 's'} repaired")


def _exit_code(answers: tuple[SheetAnswer, ...], *, is_fixed: bool) -> int:
    disputed = sum(answer.count(Status.DISPUTED) for answer in answers)
    repaired = sum(answer.count(Status.REPAIRED) for answer in answers)
    if disputed or (repaired and not is_fixed):
        return KEPT_OUT
    return OK if any(answer.accepted for answer in answers) else NOTHING_CHECKED
