"""What a lake's address says: the PostgreSQL database that is its catalog, where its files are, who reads it.

`ducklake:postgres:dbname=lake host=db.example.org data_path=s3://bucket/lake reader=analyst`: libpq's words, beside two
of our own. It is handed on as the path of a warehouse's file is, as a Path: whoever passes a warehouse on need not know
what it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_SCHEME = "ducklake:postgres:"
# A path that was made absolute has a folder before the address, which says nothing.
_ADDRESS = re.compile(r"(?:^|/)(?P<address>ducklake:.*)", re.DOTALL)
_WORD = re.compile(r"(?P<name>\w+)\s*=\s*(?:'(?P<quoted>(?:[^'\\]|\\.)*)'|(?P<bare>[^\s']+))\s*")
_SECRET = re.compile(r"password\s*=\s*('(?:[^'\\]|\\.)*'?|\S+)")
# A path holds no two slashes side by side.
_PROTOCOL = re.compile(r"^(?P<protocol>[a-z][a-z0-9]+):/+")
_OWN = ("data_path", "reader")
_LIKE = "ducklake:postgres:dbname=lake host=db.example.org data_path=s3://bucket/lake"


class LakeError(RuntimeError):
    """A lake cannot be used; the message says why and what to do, and holds no password."""


class LakeBusyError(LakeError):
    """Others kept publishing for longer than one waits."""


@dataclass(frozen=True, slots=True)
class Lake:
    """A lake. `data_path` is where a new one puts its files; one that is there knows it by itself.

    `reader` is the PostgreSQL role that reads, in place of the one that writes.
    """

    catalog: tuple[tuple[str, str], ...]
    data_path: str | None = None
    reader: str | None = None

    def connection_string(self, *, read_only: bool = False) -> str:
        """The catalog in libpq's words."""
        words = dict(self.catalog)
        if read_only and self.reader:
            words["user"] = self.reader
        return " ".join(f"{name}={_quoted(value)}" for name, value in words.items())

    @property
    def address(self) -> str:
        """The address in full."""
        own = {"data_path": self.data_path, "reader": self.reader}
        words = [self.connection_string(), *(f"{name}={_quoted(value)}" for name, value in own.items() if value)]
        return f"{_SCHEME}{' '.join(words)}"


def is_address(warehouse: Path | str) -> bool:
    """Whether a warehouse is a lake, and no file."""
    return "ducklake:" in str(warehouse) and _ADDRESS.search(str(warehouse)) is not None


def lake_of(warehouse: Path | str) -> Lake | None:
    """The lake that a warehouse is; None for a file. LakeError where the address says none."""
    if not is_address(warehouse):
        return None
    found = _ADDRESS.search(str(warehouse))
    assert found  # noqa: S101 - for the types: it is an address
    address = found["address"]
    if not address.startswith(_SCHEME):
        raise LakeError(f"a lake's catalog is a PostgreSQL database; write for example {_LIKE}")
    words = _words(address.removeprefix(_SCHEME))
    if "password" in words:
        raise LakeError("write no password into a lake's address: PGPASSWORD or a .pgpass file holds it")
    if not words.get("dbname"):
        raise LakeError(f"a lake's address names no database; write for example {_LIKE}")
    data_path, reader = (words.pop(name, None) for name in _OWN)
    return Lake(tuple(words.items()), _whole(data_path) if data_path else None, reader)


def shown(warehouse: Path | str) -> str:
    """A warehouse as a message names it: of a lake the address alone."""
    found = _ADDRESS.search(str(warehouse))
    return _SECRET.sub("password=…", found["address"]) if found else str(warehouse)


def whole(warehouse: Path) -> Path:
    """A warehouse's path in full: a file's absolute one, a lake's address as it is."""
    found = _ADDRESS.search(str(warehouse))
    return Path(found["address"]) if found else warehouse.absolute()


def _words(text: str) -> dict[str, str]:
    words: dict[str, str] = {}
    position = 0
    while position < len(text):
        found = _WORD.match(text, position)
        if found is None:
            # What is written may hold a secret: it is not repeated.
            raise LakeError(f"a lake's address is written in words like name=value; for example {_LIKE}")
        quoted = found["quoted"]
        words[found["name"]] = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else found["bare"]
        position = found.end()
    return words


def _whole(data_path: str) -> str:
    """A folder or address with its slash at the end."""
    if not _PROTOCOL.match(data_path) and not data_path.startswith("/"):
        raise LakeError("a lake's data_path is a folder from / on, or an address such as s3://bucket/lake")
    return _PROTOCOL.sub(r"\g<protocol>://", data_path).rstrip("/") + "/"


def _quoted(value: str) -> str:
    if re.fullmatch(r"[^\s'\\]+", value):
        return value
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
