"""Whatever writes into the service's log, each line has one shape."""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import fields

from pipelines.runtime.log_lines import LineFormatter, LogLine, RawOutput

TRACEBACK = """Traceback (most recent call last):
  File "a.py", line 1, in <module>
    1/0
ZeroDivisionError: division by zero

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "a.py", line 3, in <module>
    raise ValueError("no")
ValueError: no
"""


def taken(text: str) -> list[LogLine]:
    output = RawOutput("daemon")
    return [*(line for raw in text.splitlines() for line in output.take(raw)), *output.rest()]


def dagsters(event: dict[str, object] | None) -> str:
    meta = {"run_id": "r1", "step_key": "figures", "orig_message": "it broke", "dagster_event": event}
    return json.dumps({"created": 0, "levelname": "ERROR", "name": "dagster", "msg": "j - r1", "dagster_meta": meta})


def test_a_failed_run_is_told_with_its_code_its_run_and_its_traceback_as_one_field() -> None:
    cause = {"stack": ["  File b\n"], "message": "KeyError: 1\n", "cause": None}
    error = {"stack": ["  File a\n"], "message": "ValueError: no\n", "cause": cause}
    (line,) = taken(dagsters({"event_type_value": "PIPELINE_FAILURE", "event_specific_data": {"error": error}}))
    assert (line.event, line.level, line.run_id, line.step) == ("run_failure", "error", "r1", "figures")
    assert (line.time, line.message) == ("1970-01-01T00:00:00.000Z", "it broke")
    assert line.exception is not None
    assert line.exception.index("KeyError: 1") < line.exception.index("ValueError: no")


def test_a_run_s_own_words_are_an_event_of_the_log() -> None:
    (line,) = taken(dagsters(None))
    assert (line.event, line.run_id, line.exception) == ("log", "r1", None)


def test_records_of_dagster_s_processes_keep_their_time_and_level() -> None:
    written = {"event": "up", "level": "warning", "logger": "dagster.daemon", "timestamp": "2026-01-01T00:00:00Z"}
    (line,) = taken(json.dumps(written))
    assert (line.time, line.level, line.event, line.message) == ("2026-01-01T00:00:00Z", "warning", "log", "up")


def test_a_traceback_that_nobody_caught_is_one_line() -> None:
    first, crash, last = taken(f"starting\n{TRACEBACK}stopping\n")
    assert (first.event, last.event, last.message) == ("output", "output", "stopping")
    assert (crash.event, crash.level, crash.message) == ("crash", "error", "ValueError: no")
    assert crash.exception == TRACEBACK.strip()


def test_a_warning_is_one_line_with_its_source() -> None:
    (line,) = taken("/x/a.py:7: UserWarning: be warned\n  warnings.warn()\n")
    assert (line.event, line.level) == ("warning", "warning")
    assert "be warned" in line.message


def test_json_that_is_no_record_is_output() -> None:
    assert [line.event for line in taken('{"a": 1}\n{broken\n[1]\n')] == ["output"] * 3


def test_records_of_the_service_itself_have_the_same_fields() -> None:
    try:
        raise KeyError("gone")
    except KeyError:
        record = logging.LogRecord("dagster.tsujitsuma", logging.ERROR, "", 1, "look: %s", ("x",), sys.exc_info())
    told = json.loads(LineFormatter("service").format(record))
    assert set(told) == {field.name for field in fields(LogLine)}
    assert (told["message"], told["level"], told["part"]) == ("look: x", "error", "service")
    assert told["exception"].endswith("KeyError: 'gone'")
