"""A small server for one person on one machine: the site's folder on the loopback address, and answers to queries."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import BinaryIO

from dashboard.files import to_json
from dashboard.questions import answered

HOST = "127.0.0.1"
QUERY_PATH = "/query"
QUERY_HEADER = "Tsujitsuma-Query"  # with all that is sent by a server that answers queries
_LONGEST_QUERY = 100_000  # bytes
_NAMES = (HOST, "localhost")
# The pages bring all they need. Data Docs, in their own folder, have scripts and styles in the page.
_POLICY = "default-src 'self'; img-src 'self' data:"
_DATA_DOCS_POLICY = f"{_POLICY}; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".xml": "application/xml; charset=utf-8",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}


class SiteServer(ThreadingHTTPServer):
    """Serves a folder on the loopback address; port 0 takes a free one. Raise OSError where the port is taken.

    With a warehouse it answers queries too, read-only, that its own pages post.
    """

    daemon_threads = True

    def __init__(self, folder: Path, port: int = 0, warehouse: Path | None = None) -> None:
        self.folder = folder.resolve()
        self.warehouse = warehouse
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        """Where the first page is."""
        return f"http://{HOST}:{self.server_port}/"

    def is_own_name(self, hosts: Sequence[str]) -> bool:
        """Whether a request names this server, once, as the browser of this machine does.

        A page elsewhere whose name was made to lead here (DNS rebinding) names itself, and gets nothing. Of two names
        one may be what a proxy looked at, and the other what is meant.
        """
        return len(hosts) == 1 and hosts[0].lower() in {f"{name}:{self.server_port}" for name in _NAMES}


@contextmanager
def serving(folder: Path, port: int = 0, warehouse: Path | None = None) -> Iterator[SiteServer]:
    """A server that answers in a thread of its own until the context ends."""
    with SiteServer(folder, port, warehouse) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class _Handler(SimpleHTTPRequestHandler):
    server: SiteServer
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **_TYPES}  # noqa: RUF012 - as in the class above
    server_version = "tsujitsuma"
    sys_version = ""
    # Without it a browser opens a connection for each file.
    protocol_version = "HTTP/1.1"
    timeout = 30

    def __init__(self, *args: object, **kwargs: object) -> None:
        server = args[2]
        assert isinstance(server, SiteServer)  # noqa: S101 - made by it
        super().__init__(*args, directory=str(server.folder), **kwargs)  # type: ignore[arg-type]

    def do_POST(self) -> None:
        """Answer a query of a page of this server: JSON with its result, or with `error`."""
        if not self._is_for_this_server():
            return
        length = self.headers.get("Content-Length", "")
        # A page of another site can post, though it never sees the answer: it names itself.
        is_own_page = self.headers.get("Origin") == f"http://{self.headers.get('Host')}"
        if self.path != QUERY_PATH or self.server.warehouse is None or not is_own_page:
            self.close_connection = True  # what was sent is not read
            self.send_error(HTTPStatus.NOT_FOUND)
        elif not length.isdecimal() or int(length) > _LONGEST_QUERY:
            self.close_connection = True
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            content = to_json(answered(self.server.warehouse, self.rfile.read(int(length))))
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", _TYPES[".json"])
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    def _is_for_this_server(self) -> bool:
        # An address in the request line counts before the header: only a path may stand there. And of headers with a
        # line that is none (`Host : name`) the rest is not read here, but may be by others.
        is_plain = self.path.startswith("/") and not self.headers.defects
        if is_plain and self.server.is_own_name(self.headers.get_all("Host", [])):
            return True
        self.close_connection = True
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "This server answers to its own address alone")
        return False

    def send_head(self) -> BinaryIO | None:
        """Answer for a file of the folder, and for nothing else."""
        if not self._is_for_this_server():
            return None
        path = self._file()
        if path is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        try:
            file = path.open("rb")
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(os.fstat(file.fileno()).st_size))
        self.end_headers()
        return file

    def end_headers(self) -> None:
        """Say with every answer that it may be stale the next time, and what a page may load."""
        # Where a request could not be read there is no path.
        is_data_docs = getattr(self, "path", "").startswith("/data_docs/")
        if self.server.warehouse is not None:
            self.send_header(QUERY_HEADER, "1")
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "SAMEORIGIN")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Content-Security-Policy", _DATA_DOCS_POLICY if is_data_docs else _POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for the address."""

    def _file(self) -> Path | None:
        """The file that is asked for; None where there is none, or a link leads out of the folder."""
        address = self.path.partition("?")[0].partition("#")[0]
        # What is asked for with a slash at its end is a folder; nothing lists what is in one.
        path = Path(self.translate_path(address), "index.html" if address.endswith("/") else "")
        folder = self.server.folder
        try:
            file = path.resolve()
            if any(part.startswith(".") for part in path.relative_to(folder).parts) or not file.is_relative_to(folder):
                return None
            return file if file.is_file() else None
        except (OSError, ValueError):  # an address that can be no file's name
            return None
