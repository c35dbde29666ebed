"""The small server: it serves the site's files to this machine, and nothing else to anyone else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from socket import create_connection
from urllib.request import urlopen

import pytest

from dashboard.server import SiteServer, serving


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("served")
    site = root / "site"
    (root / "secret.txt").write_text("secret", encoding="utf-8")
    for name, content in {
        "index.html": "<p>初</p>",
        "static/a.js": "1",
        "static/a.css": "a{}",
        "static/a.svg": "<svg/>",
        "data/index.json": '{"a":"合計"}',
        "data_docs/index.html": "docs",
        ".lock": "",
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(content, encoding="utf-8")
    (site / "out.txt").symlink_to(root / "secret.txt")
    (site / "up").symlink_to(root)
    return site


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[SiteServer]:
    with serving(folder) as running:
        yield running


def answer(server: SiteServer, path: str, *, host: str | None = None, method: str = "GET") -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    connection.putrequest(method, path, skip_host=host is not None)
    if host:
        connection.putheader("Host", host)
    connection.endheaders()
    response = connection.getresponse()
    content = response.read().decode()
    connection.close()
    return response, content


def test_it_listens_at_the_loopback_address_alone(server: SiteServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert server.address == f"http://127.0.0.1:{server.server_port}/"
    with urlopen(server.address) as page:  # noqa: S310 - our own address
        assert page.read().decode() == "<p>初</p>"


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html?id=1", "text/html; charset=utf-8"),
        ("/static/a.js", "text/javascript; charset=utf-8"),
        ("/static/a.css", "text/css; charset=utf-8"),
        ("/static/a.svg", "image/svg+xml; charset=utf-8"),
        ("/data/index.json", "application/json; charset=utf-8"),
        ("/data_docs/", "text/html; charset=utf-8"),
    ],
)
def test_files_have_their_media_type(server: SiteServer, path: str, media_type: str) -> None:
    response, _ = answer(server, path)
    assert (response.status, response.headers["Content-Type"]) == (200, media_type)
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]


def test_letters_arrive_as_they_are(server: SiteServer) -> None:
    assert json.loads(answer(server, "/data/index.json")[1]) == {"a": "合計"}


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/static/../../secret.txt",
        "/static/%2e%2e%2f%2e%2e%2fsecret.txt",
        "//../secret.txt",
        "/out.txt",
        "/up/secret.txt",
        "/.lock",
        "/data/",
        "/data",
        "/static/",
        "/nothing.html",
        "/nul%00l",
        "/" + "a" * 5000,
    ],
)
def test_nothing_outside_the_folder_is_served_and_no_folder_listed(server: SiteServer, path: str) -> None:
    response, content = answer(server, path)
    assert response.status == 404
    assert "secret" not in content
    assert "index.json" not in content


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "localhost.evil:80"])
def test_a_request_in_another_name_gets_nothing(server: SiteServer, host: str) -> None:
    response, content = answer(server, "/data/index.json", host=host)
    assert response.status == 421
    assert "合計" not in content


def raw_answer(server: SiteServer, *lines: str) -> str:
    """What comes back for a request that no client would write."""
    with create_connection(("127.0.0.1", server.server_port), timeout=60) as connection:
        connection.sendall("\r\n".join([*lines, "Connection: close", "", ""]).encode())
        return b"".join(iter(partial(connection.recv, 4096), b"")).decode()


@pytest.mark.parametrize(
    "names",
    [
        ["Host: {own}", "Host: evil.example"],
        ["Host: evil.example", "Host: {own}"],
        ["Host: {own}", "Host: {own}"],
        ["Host: {own}", "host: evil.example"],
        ["Host: {own}", "Host : evil.example"],
        ["Host : {own}"],
        ["Host: evil.example,{own}"],
        ["Host: {own}, evil.example"],
        ["Host: evil.example\r\n {own}"],
        ["Host: evil@{own}"],
        ["Host: {own}/"],
        ["Host: {own}.evil.example"],
        ["Host:"],
        ["X: 1"],
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_request_with_two_names_or_an_odd_one_gets_nothing(server: SiteServer, method: str, names: list[str]) -> None:
    own = f"127.0.0.1:{server.server_port}"
    answered = raw_answer(server, f"{method} /data/index.json HTTP/1.1", *(name.format(own=own) for name in names))
    assert answered.startswith("HTTP/1.1 421 ")
    assert "合計" not in answered


@pytest.mark.parametrize("target", ["http://evil.example/data/index.json", "evil.example:80", "*", "data/index.json"])
def test_a_request_line_that_names_another_place_gets_nothing(server: SiteServer, target: str) -> None:
    answered = raw_answer(server, f"GET {target} HTTP/1.1", f"Host: 127.0.0.1:{server.server_port}")
    assert answered.startswith("HTTP/1.1 421 ")


def test_its_own_names_are_answered(server: SiteServer) -> None:
    for name in ("127.0.0.1", "localhost", "LOCALHOST"):
        assert answer(server, "/", host=f"{name}:{server.server_port}")[0].status == 200


@pytest.mark.parametrize(("method", "status"), [("POST", 404), ("PUT", 501), ("DELETE", 501)])
def test_nothing_can_be_written(server: SiteServer, method: str, status: int) -> None:
    assert answer(server, "/index.html", method=method)[0].status == status


def test_a_port_that_is_taken_is_an_error(server: SiteServer, folder: Path) -> None:
    with pytest.raises(OSError, match="in use"):
        SiteServer(folder, server.server_port)
