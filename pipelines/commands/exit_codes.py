"""The exit codes of all commands in one table: what a script may rely on."""

from __future__ import annotations

from pipelines.commands.console import INTERRUPTED, KEPT_OUT, OK, WRONG_USE

# What 1 means, for it alone differs from command to command. Of the others: 0 done, 2 wrong use or nothing usable.
ONE_MEANS: dict[str, str | None] = {
    "ingest": "something was kept out, or is disputed beyond what may be published",
    "retry": "some documents are still kept out",
    "accept": "the document is still kept out",
    "status": None,
    "explain": None,
    "search": "no line holds every word (near ones may be shown)",
    "sql": None,
    "dashboard": None,
    "reconcile": "figures are repaired, disputed or invalid, or a record is refused",
    "rules": "the rule book has faults",
    "export": None,
    "diff": None,
    "maintain": None,
    "mcp": None,
    "serve": "a part of the service ended by itself",
    "ui": None,
    "doctor": "something is wrong; each fault says what to do",
    "completion": None,
}
EVERYWHERE = {
    OK: "done: what the command says it does",
    WRONG_USE: "wrong use, or a warehouse, folder or setting that cannot be used; nothing was changed",
    INTERRUPTED: "interrupted by Ctrl-C; what was published before stays published",
}


def table() -> str:
    """The table as `tsujitsuma --help` shows it."""
    lines = [f"  {code:<4}{meaning}" for code, meaning in EVERYWHERE.items()]
    ones = [f"      {name:<10} {meaning}" for name, meaning in ONE_MEANS.items() if meaning]
    return "\n".join([lines[0], f"  {KEPT_OUT:<4}done, but:", *ones, *lines[1:]])
