"""Who is told of what was kept out; and that failing to tell breaks nothing and gives no secret away."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipelines.documents.quarantine import Quarantined
from pipelines.orchestration.notifications import describe_failure, notify
from pipelines.runtime.settings import Notify

pytestmark = pytest.mark.slow

BEGUN = datetime(2027, 1, 1, 12, tzinfo=UTC)
TOLD = {"event": "run_failed", "message": "理由"}


def quarantined(name: str, at: datetime) -> Quarantined:
    return Quarantined(f"{name}~1", "0" * 64, name, "/w", ("bad text",), True, "1", at, Path("/q/1") / name)


def test_what_a_run_kept_out_is_told_with_reasons_and_next_step() -> None:
    kept = [quarantined("old.txt", BEGUN - timedelta(seconds=1)), quarantined("new.txt", BEGUN)]
    told = describe_failure("run-1", "it\nfailed", ["new.txt~1", "good.txt~2"], kept, BEGUN)
    (document,) = told.pop("kept_out")
    assert told == {
        "event": "documents_kept_out",
        "run_id": "run-1",
        "message": "it failed",
        "documents": ["new.txt~1", "good.txt~2"],
    }
    assert (document["document"], document["reasons"]) == ("new.txt~1", ["bad text"])
    assert "tsujitsuma accept" in document["next_step"]
    assert document["report_folder"] == "/q/1"


def test_a_run_that_failed_for_itself_is_told_as_such() -> None:
    told = describe_failure("run-1", "boom", ["a~1"], [], BEGUN)
    assert (told["event"], told["message"], told["kept_out"]) == ("run_failed", "boom", [])


def test_the_command_gets_json_on_its_standard_input(tmp_path: Path) -> None:
    script = "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())"
    complaints: list[str] = []
    command = (sys.executable, "-c", script, str(tmp_path / "told"))
    notify(Notify(command=command), TOLD, complaints.append)
    assert json.loads((tmp_path / "told").read_text(encoding="utf-8")) == TOLD
    assert complaints == []


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        (("/no/such/program", "hush"), "/no/such/program cannot be started: No such file or directory"),
        (("sh", "-c", "echo hush >&2; exit 3"), "sh ended with 3"),
        (("sh", "-c", "sleep 60 # hush"), "sh did not end within 0.2 s"),
    ],
)
def test_a_command_that_fails_is_complained_of_in_one_line(command: tuple[str, ...], problem: str) -> None:
    complaints: list[str] = []
    notify(Notify(command=command, timeout_seconds=0.2), TOLD, complaints.append)
    assert complaints == [f"notification: {problem}"]


@dataclass
class Webhook:
    """A server that answers with the codes given, one after the other, and keeps what it got."""

    answers: list[int]
    port: int = 0
    got: list[tuple[str, str, object]] = field(default_factory=list)


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    hook = Webhook([])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.got.append((self.path, self.headers["Content-Type"], json.loads(body)))
            self.send_response(hook.answers.pop(0))
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        hook.port = server.server_port
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield hook
        server.shutdown()


def test_the_webhook_gets_json(webhook: Webhook) -> None:
    webhook.answers = [200]
    complaints: list[str] = []
    notify(Notify(webhook=f"http://127.0.0.1:{webhook.port}/hush?key=1"), TOLD, complaints.append)
    assert webhook.got == [("/hush?key=1", "application/json; charset=utf-8", TOLD)]
    assert complaints == []


def test_a_webhook_that_is_out_of_order_is_tried_again(webhook: Webhook) -> None:
    webhook.answers = [503, 200]
    complaints: list[str] = []
    notify(Notify(webhook=f"http://127.0.0.1:{webhook.port}/"), TOLD, complaints.append)
    assert len(webhook.got) == 2
    assert complaints == []


@pytest.mark.parametrize(("answers", "code"), [([404], 404), ([500, 500, 500], 500)])
def test_a_webhook_that_refuses_is_complained_of_without_its_secret(
    webhook: Webhook, answers: list[int], code: int
) -> None:
    webhook.answers = answers
    complaints: list[str] = []
    notify(Notify(webhook=f"http://me:hush@127.0.0.1:{webhook.port}/hush?key=hush"), TOLD, complaints.append)
    assert complaints == [f"notification: 127.0.0.1 answered {code}"]


def test_a_webhook_that_cannot_be_reached_is_complained_of_without_its_secret() -> None:
    complaints: list[str] = []
    notify(Notify(webhook="http://127.0.0.1:9/hush"), TOLD, complaints.append)
    assert complaints == ["notification: 127.0.0.1 cannot be reached (ConnectionError)"]
