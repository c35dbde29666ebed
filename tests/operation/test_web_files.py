"""Files over HTTP: where a redirect may lead, how often a host is asked, and what a slow or endless answer comes to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import sleep

import pytest

from pipelines.runtime.settings import Settings, Source
from pipelines.sources import web_files
from pipelines.sources.arrival import Arrivals, Memory, collect

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
TEXT = b"over http\r\n"


@dataclass
class Host:
    """A web server of this machine: its page links to what a test sets; what it was asked for is kept."""

    links: list[str] = field(default_factory=lambda: ["/a.txt"])
    redirects: dict[str, str] = field(default_factory=dict)
    validators: dict[str, str] = field(default_factory=dict)
    stalls_after: int | None = None
    seconds_between: float = 0
    is_endless: bool = False
    asked: list[str] = field(default_factory=list)
    sent: int = 0
    port: int = 0

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        conditions = {"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"}
        is_known = any(
            request.headers[name] == self.validators.get(told, 0) for name, told in conditions.items()
        ) and request.path.endswith(".txt")
        status = 302 if request.path in self.redirects else 304 if is_known else 200
        self.asked.append(f"{request.command} {request.path} {status}")
        request.send_response(status)
        if status == 302:
            request.send_header("Location", self.redirects[request.path])
        if status != 200:
            request.send_header("Content-Length", "0")
            request.end_headers()
            return
        for name, value in self.validators.items():
            request.send_header(name, value)
        page = "".join(f'<a href="{link}">x</a>' for link in self.links).encode()
        self._send(request, TEXT if request.path.endswith(".txt") else page)

    def _send(self, request: BaseHTTPRequestHandler, content: bytes) -> None:
        is_text = request.path.endswith(".txt")
        if not (is_text and self.is_endless):
            request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        while True:
            for at in range(len(content)):
                if is_text and at == self.stalls_after:
                    sleep(3)
                request.wfile.write(content[at : at + 1])
                self.sent += 1
                if is_text and self.seconds_between:
                    sleep(self.seconds_between)
            if not (is_text and self.is_endless):
                return
            content = b"x" * 1000


@pytest.fixture
def hosts() -> Iterator[tuple[Host, Host]]:
    made, servers = (Host(), Host()), []
    for host in made:

        class Handler(BaseHTTPRequestHandler):
            own = host

            def do_GET(self) -> None:
                with_quiet(lambda: self.own.answer(self))

            do_HEAD = do_GET  # noqa: N815 - as in the class above

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        host.port = server.server_port
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
    yield made
    for server in servers:
        server.shutdown()
        server.server_close()


def with_quiet(answer: Callable[[], None]) -> None:
    """A reader that goes is none of the server's business."""
    try:
        answer()
    except OSError:
        return


def look(folder: Path, host: Host, memory: Memory | None = None, now: datetime = NOW, **fields: object) -> Arrivals:
    source = Source(address=f"{host.root}/page.html", every_seconds=0)
    written = {"sources": (source,), "raw_store": folder / "raw", "quiet_seconds": 0, **fields}
    (folder / "state").mkdir(exist_ok=True)
    return collect(Settings.model_validate(written), folder / "state", memory, now)


@pytest.mark.parametrize("leading", ["another_port", "localhost", "another_scheme", "private", "elsewhere", "relative"])
def test_a_redirect_that_leaves_host_or_scheme_is_refused_before_it_is_followed(
    tmp_path: Path, hosts: tuple[Host, Host], leading: str
) -> None:
    host, other = hosts
    target = {
        "another_port": f"{other.root}/a.txt",
        "localhost": f"http://localhost:{host.port}/b.txt",
        "another_scheme": f"https://127.0.0.1:{host.port}/b.txt",
        "private": "http://192.168.0.1/a.txt",
        "elsewhere": "http://minutes.example/a.txt",
        "relative": f"//localhost:{host.port}/b.txt",
    }[leading]
    host.redirects = {"/a.txt": target}
    arrivals = look(tmp_path, host)
    assert arrivals.new == ()
    (line,) = arrivals.told
    assert line.startswith(f"{host.root}/a.txt: cannot be copied: leads to ")
    assert "which the settings do not name; it is not followed" in line
    assert other.asked == []
    assert host.asked == ["GET /page.html 200", "GET /a.txt 302"]


def test_a_page_that_is_redirected_elsewhere_is_not_read(tmp_path: Path, hosts: tuple[Host, Host]) -> None:
    host, other = hosts
    host.redirects = {"/page.html": f"{other.root}/page.html"}
    (line,) = look(tmp_path, host).told
    assert line.startswith(f"{host.root}/page.html: cannot be looked at: leads to {other.root}, ")
    assert other.asked == []


def test_a_second_redirect_that_leaves_is_refused_too(tmp_path: Path, hosts: tuple[Host, Host]) -> None:
    host, other = hosts
    host.redirects = {"/a.txt": "/b.txt", "/b.txt": f"{other.root}/a.txt"}
    assert look(tmp_path, host).new == ()
    assert other.asked == []


def test_a_redirect_on_the_same_host_is_followed(tmp_path: Path, hosts: tuple[Host, Host]) -> None:
    host, _ = hosts
    host.redirects = {"/a.txt": "/b.txt"}
    (entry,) = look(tmp_path, host).new
    assert (entry.file_name, entry.path.read_bytes()) == ("a.txt", TEXT)


@pytest.mark.parametrize("validators", [{"ETag": '"1"'}, {"Last-Modified": "Thu, 01 Jan 2015 00:00:00 GMT"}])
def test_a_file_is_asked_for_once_a_look_and_not_sent_again(
    tmp_path: Path, hosts: tuple[Host, Host], validators: dict[str, str]
) -> None:
    host, _ = hosts
    host.validators = validators
    first = look(tmp_path, host)
    assert len(first.new) == 1
    assert host.asked == ["GET /page.html 200", "GET /a.txt 200"]
    host.asked.clear()
    second = look(tmp_path, host, Memory.from_json(first.memory.to_json()), NOW + timedelta(hours=1))
    assert (second.new, second.told) == ((), ())
    assert host.asked == ["GET /page.html 200", "GET /a.txt 304"]
    host.asked.clear()
    host.validators = {"ETag": '"2"'}
    third = look(tmp_path, host, second.memory, NOW + timedelta(hours=2))
    assert host.asked == ["GET /page.html 200", "GET /a.txt 200"]
    assert third.new == ()  # the same bytes


def test_a_host_that_stops_in_the_middle_is_left_and_nothing_half_is_kept(
    tmp_path: Path, hosts: tuple[Host, Host], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_files, "_READ_SECONDS", 0.3)
    host, _ = hosts
    host.stalls_after = 4
    arrivals = look(tmp_path, host)
    assert arrivals.told == (f"{host.root}/a.txt: cannot be copied: it took too long; it is tried again",)
    assert list((tmp_path / "raw").iterdir()) == []


def test_a_host_that_sends_a_byte_now_and_then_is_left_after_a_time(
    tmp_path: Path, hosts: tuple[Host, Host], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_files, "_WHOLE_SECONDS", 0.5)
    host, _ = hosts
    host.seconds_between = 0.2
    arrivals = look(tmp_path, host)
    assert arrivals.told == (f"{host.root}/a.txt: cannot be copied: it took too long; it is tried again",)


def test_an_answer_without_an_end_is_cut_off_at_the_limit(tmp_path: Path, hosts: tuple[Host, Host]) -> None:
    host, _ = hosts
    host.is_endless = True
    arrivals = look(tmp_path, host, max_bytes=5000)
    assert arrivals.told == (f"{host.root}/a.txt: has more than max_bytes (5,000); it was not taken",)
    assert list((tmp_path / "raw").iterdir()) == []


def test_redirects_without_an_end_are_told(tmp_path: Path, hosts: tuple[Host, Host]) -> None:
    host, _ = hosts
    host.redirects = {"/a.txt": "/a.txt"}  # without an end
    (line,) = look(tmp_path, host).told
    assert line.startswith(f"{host.root}/a.txt: cannot be copied: ")
