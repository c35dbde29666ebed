"""One shape for every line of the service's log: Dagster's own records, warnings and raw output become it."""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

_LEVELS = ("debug", "info", "warning", "error", "critical")
_WARNING = re.compile(r"\S+:\d+: \w*Warning: ")
_RAW_LEVEL = re.compile(r"\W*(debug|info|warning|error|critical)\b", re.IGNORECASE)
_TRACEBACK = "Traceback (most recent call last):"
_CHAINED = (_TRACEBACK, "During handling of the above", "The above exception was")
_HEADING = "Exception "  # Exception in thread …, Exception ignored in …: what follows is its traceback


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the log.

    `event` is a code: that of Dagster's event in lower case (run_failure, step_success), or log, warning, output (what
    a part wrote by itself), crash (a traceback that nobody caught). `part` is the process that says it; `exception` is
    a whole traceback.
    """

    time: str
    level: str
    event: str
    message: str
    part: str
    logger: str | None = None
    run_id: str | None = None
    step: str | None = None
    exception: str | None = None

    @classmethod
    def now(cls, level: str, event: str, message: str, part: str, exception: str | None = None) -> LogLine:
        """A line that is written this moment."""
        return cls(_moment(None), level, event, message, part, exception=exception)

    def __str__(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


class LineFormatter(logging.Formatter):
    """Records of this process in that shape."""

    def __init__(self, part: str) -> None:
        super().__init__()
        self._part = part

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        message, raised = record.getMessage(), record.exc_info
        return str(
            LogLine(
                _moment(record.created),
                _level(record.levelname),
                _event_of(message),
                message.strip(),
                self._part,
                record.name,
                exception="".join(traceback.format_exception(*raised)).strip() if raised and raised[0] else None,
            )
        )


class RawOutput:
    """What a part writes line by line: JSON of its loggers, and text, of which what belongs together is one line."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._waiting: list[str] = []
        self._has_ended = False

    def take(self, line: str) -> Iterator[LogLine]:
        """What is complete once the line is read."""
        told = _object(line)
        if told is not None:
            yield from self.rest()
            yield _of_object(told, line, self._part)
            return
        if not line.strip() and not self._waiting:
            return
        if self._waiting and not self._belongs(line):
            yield from self.rest()
        if self._is_traceback() and line[:1].strip() and not line.startswith(_CHAINED):
            self._has_ended = True
        self._waiting.append(line)

    def rest(self) -> Iterator[LogLine]:
        """What was waiting for more."""
        if any(line.strip() for line in self._waiting):
            yield self._of_text("\n".join(self._waiting).strip())
        self._waiting, self._has_ended = [], False

    def _is_traceback(self) -> bool:
        return any(line.startswith(_TRACEBACK) for line in self._waiting)

    def _belongs(self, line: str) -> bool:
        if not self._is_traceback():
            return line[:1].isspace() or (line.startswith(_TRACEBACK) and self._waiting[0].startswith(_HEADING))
        if line.startswith(_CHAINED):
            self._has_ended = False
        return not self._has_ended or not line[:1].strip()

    def _of_text(self, text: str) -> LogLine:
        lines = text.splitlines()
        if self._is_traceback():
            return LogLine.now("error", "crash", lines[-1], self._part, text)
        if _WARNING.match(text):
            return LogLine.now("warning", "warning", text, self._part)
        found = _RAW_LEVEL.match(text)
        return LogLine.now(_level(found[1]) if found else "info", "output", text, self._part)


def _object(line: str) -> dict[str, Any] | None:
    if not line.startswith("{"):
        return None
    try:
        told = json.loads(line)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _of_object(told: Mapping[str, Any], line: str, part: str) -> LogLine:
    meta = told.get("dagster_meta")
    if isinstance(meta, Mapping):
        return _of_dagster(told, meta, part)
    if isinstance(told.get("event"), str) and isinstance(told.get("level"), str):
        message = told["event"]
        return LogLine(
            told.get("timestamp") or _moment(None),
            _level(told["level"]),
            _event_of(message),
            message.strip(),
            part,
            told.get("logger"),
            exception=told.get("exception"),
        )
    if isinstance(told.get("levelname"), str) and "msg" in told:
        return LogLine(
            _moment(told.get("created")), _level(told["levelname"]), "log", str(told["msg"]), part, told.get("name")
        )
    return LogLine.now("info", "output", line, part)


def _of_dagster(told: Mapping[str, Any], meta: Mapping[str, Any], part: str) -> LogLine:
    event = meta.get("dagster_event")
    event = event if isinstance(event, Mapping) else {}
    data = event.get("event_specific_data")
    error = data.get("error") if isinstance(data, Mapping) else None
    return LogLine(
        _moment(told.get("created")),
        _level(str(told.get("levelname"))),
        # A run was called a pipeline once, and still is in Dagster's codes.
        str(event.get("event_type_value") or "log").lower().replace("pipeline_", "run_"),
        str(meta.get("orig_message") or told.get("msg") or "").strip(),
        part,
        told.get("name"),
        meta.get("run_id"),
        meta.get("step_key"),
        _error_text(error) or told.get("exc_text"),
    )


def _error_text(error: object) -> str | None:
    """The traceback of an error of Dagster's, with those that it came from."""
    if not isinstance(error, Mapping):
        return None
    stack = "".join(map(str, error.get("stack") or ()))
    own = f"{_TRACEBACK}\n{stack}{error.get('message') or ''}".strip()
    cause = _error_text(error.get("cause"))
    return f"{cause}\n\nThe above exception was the direct cause of the following:\n\n{own}" if cause else own


def _event_of(message: str) -> str:
    return "warning" if _WARNING.match(message) else "log"


def _level(name: str) -> str:
    return name.lower() if name.lower() in _LEVELS else "info"


def _moment(seconds: float | None) -> str:
    moment = datetime.now(UTC) if seconds is None else datetime.fromtimestamp(seconds, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
