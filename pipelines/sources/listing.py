"""What lies in a source now: files by fsspec, with what tells whether one has changed. Nothing is read of a file."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from fnmatch import fnmatch
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import fsspec

from pipelines.documents.folders import NOT_READ_YET, OWN_FILES, why_not_read
from pipelines.runtime.settings import Source
from pipelines.sources.web_files import WebFiles

# What file systems call the time of a file's last change, the surest first; and what else changes with its content.
_TIMES = ("mtime", "LastModified", "last_modified", "updated", "Last-Modified", "modify", "created")
_MARKS = ("size", "ETag", "etag", "md5Hash", "Content-MD5", "generation", "ino")
_UNFINISHED = re.compile(r"^[.~]|(\.part|\.partial|\.tmp|\.temp|\.crdownload|\.download|\.filepart|\.swp|~)$", re.I)
# A watched page leads to all pages of its site, so that these are no default of a source.
_TAKEN_WHERE_NAMED = (".htm", ".html", ".xhtml")
_PAGE_BYTES = 5_000_000
_SECRET = re.compile(r"(?<=://)[^/@]*@|\?.*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A file in a source. `fingerprint` changes with the file; size and time are None where the source tells none.

    `validators` are what a web server told by which it can be asked whether the file is still the same.
    """

    address: str
    path: str
    file_name: str
    size: int | None
    changed_at: datetime | None
    fingerprint: str
    validators: Mapping[str, str] = field(default_factory=dict)


def shown(address: str) -> str:
    """An address in one line, without what may be a secret in it: user, password, and all from a question mark on."""
    readable = "".join(c if c.isprintable() or c == "　" else "�" for c in decodable(address))
    return _SECRET.sub("", readable) if "://" in readable else readable


def decodable(name: str) -> str:
    """A name as it can be stored: bytes that are no UTF-8 replaced."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class SourceFiles:
    """The files of a source, opened for one look."""

    def __init__(self, source: Source) -> None:
        """Raise ImportError where the library for its addresses is not installed."""
        self._source = source
        self.left_out: dict[str, str] = {}
        self._web = WebFiles(source.address, source.options) if source.is_page else None
        if self._web is None:
            self._files, self._root = fsspec.core.url_to_fs(source.address, **source.options)
            self._files.invalidate_cache()  # what a look of the past saw

    def close(self) -> None:
        """End what is still open."""
        if self._web is not None:
            self._web.close()

    def names(self) -> list[tuple[str, Mapping[str, Any] | None]]:
        """Paths whose names match, without hidden files and those on their way, and what the listing told of each.

        `left_out` are then the others whose kind is not read, each with the reason. Raise whatever the file system
        raises where the source is away.
        """
        wanted = []
        self.left_out = {}
        for path, info in sorted(self._listed(), key=lambda each: each[0]):
            name = self._name_of(path)
            if self._is_wanted(name) and name not in OWN_FILES:
                wanted.append((path, info))
            elif (info or {}).get("type", "file") == "file" and not _UNFINISHED.search(name):
                self._leave_out(path, Path(name).suffix.lower())
        return wanted

    def found(self, path: str, info: Mapping[str, Any] | None = None, known: Found | None = None) -> Found | None:
        """A file as it is now, or as the listing told. None where it is no regular file: a pipe may have no end.

        A web server that is asked for a file that is `known`, and says that it is the same, sends nothing of it.
        """
        if self._web is not None:
            info = self._web.info(path, known.validators if known else {})
            if info is None:
                return known
        elif info is None:
            self._files.invalidate_cache()
            info = self._files.info(path)
        if info["type"] != "file":
            return None
        times = [moment for key in _TIMES if (moment := _moment(info.get(key))) is not None]
        marks = [f"{key}={info[key]}" for key in _MARKS if info.get(key) is not None]
        # A local file's `created` is when it was last changed, by whatever means: a time that is set back shows.
        marks += [str(times[:1]), str(_moment(info.get("created")))]
        fingerprint = hashlib.sha256("|".join(marks).encode("utf-8", "surrogateescape")).hexdigest()
        size = info.get("size")
        return Found(
            self.address_of(path),
            path,
            self._name_of(path),
            int(size) if size is not None else None,
            times[0] if times else None,
            fingerprint[:16],
            self._web.validators(info) if self._web is not None else {},
        )

    def has_changed(self, found: Found) -> bool:
        """Whether a file is another now. One answer of a web server is of one state, and is not asked for again."""
        if self._web is not None:
            return False
        now = self.found(found.path)
        return now is None or now.fingerprint != found.fingerprint

    def address_of(self, path: str) -> str:
        """What a person may look a file up under."""
        return path if "://" in path else str(self._files.unstrip_protocol(path)).removeprefix("file://")

    def blocks(self, found: Found, size: int = 1 << 20) -> Iterator[bytes]:
        """The bytes of a file."""
        if self._web is not None:
            yield from self._web.blocks(found.path, size)
            return
        with self._files.open(found.path, "rb") as stream:
            while block := stream.read(size):
                yield block

    def _listed(self) -> Iterator[tuple[str, Mapping[str, Any] | None]]:
        """Paths and what the listing tells of them; None where each must be asked for it."""
        if self._web is not None:
            for link in _links(self._source.address, self._page().decode("utf-8", "replace")):
                yield link, None
        elif self._source.recursive:
            # A folder that is away has no files for find().
            self._files.ls(self._root, detail=False)
            yield from self._files.find(self._root, detail=True).items()
        else:
            yield from ((info["name"], info) for info in self._files.ls(self._root, detail=True))

    def _leave_out(self, path: str, kind: str) -> None:
        # A page leads to much that nobody takes for a document; what the product itself keeps is none.
        may_be_meant = kind in NOT_READ_YET if self._source.is_page else self._name_of(path) not in OWN_FILES
        reason = why_not_read(kind) if may_be_meant else None
        if may_be_meant and kind in _TAKEN_WHERE_NAMED:
            reason = f"HTML is taken where the source's patterns name it: *{kind}"
        if reason is not None:
            self.left_out[path] = reason

    def _page(self) -> bytes:
        assert self._web is not None  # noqa: S101 - only a page is read as one
        read = b""
        for block in self._web.blocks(self._web.root, _PAGE_BYTES):
            read += block
            if len(read) >= _PAGE_BYTES:
                break
        self._web.close()
        return read[:_PAGE_BYTES]

    def _name_of(self, path: str) -> str:
        written = unquote(urlsplit(path).path) if self._source.is_page else path
        return written.rpartition("/")[2]

    def _is_wanted(self, name: str) -> bool:
        return not _UNFINISHED.search(name) and any(_matches(name, pattern) for pattern in self._source.patterns)


def _matches(name: str, pattern: str) -> bool:
    """As in a shell, whatever the case, and whatever way kana and accents are put together."""
    return fnmatch(*(unicodedata.normalize("NFC", text).casefold() for text in (name, pattern)))


def _moment(written: object) -> datetime | None:
    """A time in whatever form a file system gives it."""
    if isinstance(written, str):
        written = _read_moment(written)
    elif isinstance(written, int | float):
        written = datetime.fromtimestamp(written, UTC)
    if not isinstance(written, datetime):
        return None
    return written if written.tzinfo else written.replace(tzinfo=UTC)


def _read_moment(written: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        with suppress(ValueError):
            return read(written)
    return None


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.targets += [value for name, value in attrs if tag == "a" and name == "href" and value]


def _links(page: str, html: str) -> list[str]:
    """The files that a page links to, on its own host. (fsspec's listing leaves out what lies beside the page.)"""
    anchors = _Anchors()
    anchors.feed(html)
    links = [urljoin(page, target.strip()).partition("#")[0] for target in anchors.targets]
    host = urlsplit(page).netloc
    return list(dict.fromkeys(link for link in links if urlsplit(link).netloc == host and not link.endswith("/")))
