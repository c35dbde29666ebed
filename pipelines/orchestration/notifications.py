"""Who owns the data is told what was kept out and what failed: a command, a webhook. To fail at it breaks no run."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from pipelines.documents.quarantine import Quarantined
from pipelines.runtime.settings import Notify

_TRIES = 3
# What is worth another try; anything else the other side means.
_TRY_AGAIN_AT = (429, 500, 502, 503, 504)


def describe_failure(
    run_id: str, message: str, documents: Sequence[str], quarantined: Iterable[Quarantined], since: datetime
) -> dict[str, Any]:
    """What is told of a run: its documents, and those that were kept out since it began, with reasons and next step."""
    kept_out = [kept for kept in quarantined if kept.quarantined_at >= since]
    return {
        "event": "documents_kept_out" if kept_out else "run_failed",
        "run_id": run_id,
        "message": " ".join(message.split()),
        "documents": list(documents),
        "kept_out": [
            {
                "document": kept.key,
                "file_name": kept.file_name,
                "reasons": list(kept.reasons),
                "next_step": kept.next_step,
                "report_folder": str(kept.path.parent),
            }
            for kept in kept_out
        ],
    }


def notify(settings: Notify, told: dict[str, Any], complain: Callable[[str], object]) -> None:
    """Tell the command and the webhook of the settings. What goes wrong is complained of in one line, never raised."""
    body = json.dumps(told, ensure_ascii=False)
    if settings.command:
        _run(settings, body, complain)
    if settings.webhook:
        _post(settings, settings.webhook, body, complain)


def _run(settings: Notify, body: str, complain: Callable[[str], object]) -> None:
    program = settings.command[0]  # arguments may hold a secret
    try:
        done = subprocess.run(  # noqa: S603 - the operator's own command
            settings.command,
            input=body.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=settings.timeout_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        complain(f"notification: {program} did not end within {settings.timeout_seconds:g} s")
    except (OSError, ValueError) as error:
        complain(f"notification: {program} cannot be started: {getattr(error, 'strerror', None) or error}")
    else:
        if done.returncode:
            complain(f"notification: {program} ended with {done.returncode}")


def _post(settings: Notify, webhook: str, body: str, complain: Callable[[str], object]) -> None:
    import requests  # noqa: PLC0415 - only where there is something to tell
    from requests.adapters import HTTPAdapter  # noqa: PLC0415 - as above
    from urllib3.util import Retry  # noqa: PLC0415 - as above

    host = urlsplit(webhook).hostname or "the webhook"  # its path and query may hold a secret
    again = Retry(
        _TRIES - 1, allowed_methods=None, status_forcelist=_TRY_AGAIN_AT, backoff_factor=0.5, raise_on_status=False
    )
    try:
        with requests.Session() as session:
            for scheme in ("http://", "https://"):
                session.mount(scheme, HTTPAdapter(max_retries=again))
            answer = session.post(
                webhook,
                data=body.encode(),
                headers={"Content-Type": "application/json; charset=utf-8"},
                timeout=settings.timeout_seconds,
            )
    except (requests.RequestException, ValueError, OSError) as error:
        complain(f"notification: {host} cannot be reached ({type(error).__name__})")
    else:
        if not answer.ok:
            complain(f"notification: {host} answered {answer.status_code}")
