"""The service: Dagster's code server, daemon and webserver as child processes that live and end together."""

from __future__ import annotations

import ctypes
import fcntl
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from time import monotonic

import dagster as dg
from dagster._utils.log import configure_loggers
from sqlalchemy.exc import SQLAlchemyError

from pipelines.orchestration.instance import set_dagster_home
from pipelines.orchestration.jobs import INGESTION
from pipelines.orchestration.service_log import ChildrenLog, shape_own_records
from pipelines.runtime.locks import alone
from pipelines.runtime.paths import (
    CODE_FOLDER,
    LOG_FORMAT_VARIABLE,
    ROOT,
    WAREHOUSE_VARIABLE,
    StateFolderError,
    default_warehouse,
    state_folder,
)
from pipelines.runtime.settings import SETTINGS_VARIABLE, load_settings, settings_file
from pipelines.sources.listing import shown

_log = logging.getLogger("dagster.tsujitsuma")
_START_SECONDS = 120
_LOOK_SECONDS = 0.2
# A run in progress is given time to end; then it is interrupted; then everything is killed.
_GRACE_SECONDS = (20.0, 10.0)
_PR_SET_PDEATHSIG = 1
_LAST_WORDS_SECONDS = 2.0
JSON = "json"
# What Dagster gives one look of the sensor, and one of the sweep, which reads every file anew.
_PATIENCE = {"DAGSTER_SENSOR_GRPC_TIMEOUT_SECONDS": "120", "DAGSTER_SCHEDULE_GRPC_TIMEOUT_SECONDS": "3600"}


class ServiceError(RuntimeError):
    """The service cannot be started; the message says why and what to do."""


def run_service(host: str, port: int, log_format: str) -> int:
    """Run until SIGTERM or SIGINT (0), or until a child ends by itself (1). Raise StateFolderError or ServiceError."""
    settings = load_settings()
    set_dagster_home()
    folder = state_folder()
    os.environ.update({name: os.environ.get(name, seconds) for name, seconds in _PATIENCE.items()})
    os.environ |= {
        LOG_FORMAT_VARIABLE: log_format,
        SETTINGS_VARIABLE: str(settings_file()),
        WAREHOUSE_VARIABLE: str(default_warehouse()),
    }
    configure_loggers(formatter=log_format)
    if log_format == JSON:
        shape_own_records()
    with ExitStack() as stack:
        lock = stack.enter_context(_only_service(folder))
        _require_free(host, port)
        prepare_storage(folder)
        for source in settings.sources:
            _log.info("watching %s", shown(source.address))
        if not settings.sources:
            _log.warning("no source is watched: name one in %s", settings_file())
        code_socket = str(Path(stack.enter_context(TemporaryDirectory(prefix="tsujitsuma-"))) / "code")
        service = stack.enter_context(_Service(lock, ChildrenLog() if log_format == JSON else None))
        return service.run(_commands(host, port, log_format, code_socket), code_socket)


def _commands(host: str, port: int, log_format: str, code_socket: str) -> Mapping[str, list[str]]:
    """The children in the order in which they start. One code server is enough for both others."""
    log = ["--log-format", log_format]
    module = ["--module-name", "pipelines.definitions", "--working-directory", str(CODE_FOLDER)]
    served = ["--grpc-socket", code_socket]
    return {
        "code server": ["dagster", "api", "grpc", "--socket", code_socket, *module, *log],
        "daemon": ["dagster._daemon", "run", "--log-level", "warning", *served, *log],
        "webserver": ["dagster_webserver", "--host", host, "--port", str(port), *served, *log],
    }


class _Service:
    """The children, each in a process group of its own so that what it started ends with it."""

    def __init__(self, lock: int, log: ChildrenLog | None) -> None:
        self._lock = lock
        self._children_log = log
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._asked_to_stop = Event()
        self._earlier_handlers: dict[int, object] = {}

    def __enter__(self) -> _Service:
        for number in (signal.SIGTERM, signal.SIGINT):
            self._earlier_handlers[number] = signal.signal(number, lambda *_: self._asked_to_stop.set())
        return self

    def __exit__(self, *exception: object) -> None:
        self._stop()
        for number, handler in self._earlier_handlers.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what signal.signal itself gave

    def run(self, commands: Mapping[str, list[str]], code_socket: str) -> int:
        for name, command in commands.items():
            self._children[name] = subprocess.Popen(  # noqa: S603 - Dagster's own modules
                # -P: what lies in the current folder is never taken for a module of ours.
                [sys.executable, "-P", "-m", "pipelines.orchestration.logged", *command],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE if self._children_log else None,
                stderr=subprocess.STDOUT if self._children_log else None,
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - one thread
                pass_fds=(self._lock,),  # no other service starts before the last of them is gone
            )
            if self._children_log:
                self._children_log.follow(name, self._children[name])
            if name == "code server" and not self._wait_for(code_socket):
                return self._result()
        _log.info("the service is up, process %d", os.getpid())
        while not self._asked_to_stop.wait(_LOOK_SECONDS) and not self._ended():
            pass
        return self._result()

    def _wait_for(self, code_socket: str) -> bool:
        """Wait until the code server listens; whether it does."""
        until = monotonic() + _START_SECONDS
        while monotonic() < until and not self._ended() and not self._asked_to_stop.wait(_LOOK_SECONDS):
            with socket.socket(socket.AF_UNIX) as client, suppress(OSError):
                client.connect(code_socket)
                return True
        if monotonic() >= until:
            _log.error("the code server did not start within %d s", _START_SECONDS)
        return False

    def _ended(self) -> dict[str, int]:
        """The children that ended by themselves, with their exit codes."""
        codes = {name: child.poll() for name, child in self._children.items()}
        return {name: code for name, code in codes.items() if code is not None}

    def _result(self) -> int:
        ended = {} if self._asked_to_stop.is_set() else self._ended()
        for name, code in ended.items():
            _log.error("the %s ended by itself, exit code %d; the service stops", name, code)
        return 0 if self._asked_to_stop.is_set() else 1

    def _stop(self) -> None:
        """Ask every child to end, then everything that they started, then make it end."""
        _log.info("stopping")
        for name in ("daemon", "webserver", "code server"):
            if name in self._children:
                self._children[name].terminate()
        for grace, number in zip(_GRACE_SECONDS, (signal.SIGTERM, signal.SIGKILL), strict=True):
            for name in self._left_after(grace):
                _log.warning("the %s does not end by itself: %s", name, number.name)
                _signal_group(self._children[name].pid, number)
        for child in self._children.values():
            child.wait()
            _signal_group(child.pid, signal.SIGKILL)  # what a child left behind
        if self._children_log:
            self._children_log.close(_LAST_WORDS_SECONDS)
        _log.info("stopped")

    def _left_after(self, seconds: float) -> list[str]:
        until = monotonic() + seconds
        for child in self._children.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0, until - monotonic()))
        return [name for name, child in self._children.items() if child.poll() is None]


@contextmanager
def _only_service(folder: Path) -> Iterator[int]:
    """Hold the state folder's lock for a service; the number of the open file, which children inherit."""
    with (folder / "service.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            message = f"{folder}: a service is running on this state folder; stop it first, or set TSUJITSUMA_STATE"
            raise ServiceError(message) from None
        yield lock.fileno()


def _require_free(host: str, port: int) -> None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
    except OSError as error:
        message = f"{host}:{port}: cannot be listened at ({error.strerror}); name another with --host or --port"
        raise ServiceError(message) from None


def prepare_storage(folder: Path) -> None:
    """Make Dagster's tables before its processes would all at once, and close the runs that a killed service left."""
    try:
        with alone(folder):
            opened = dg.DagsterInstance.get()
        with opened as instance:
            begun = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]
            for run in instance.get_runs(dg.RunsFilter(job_name=INGESTION, statuses=begun)):
                if {"dagster/sensor_name", "dagster/schedule_name"} & run.tags.keys():
                    _log.warning("run %s was cut off: its documents are taken again", run.run_id)
                    instance.report_run_failed(run, "The service ended while this run went on.")
    except SQLAlchemyError as error:
        reason = str(error).partition("\n")[0]
        raise StateFolderError(
            f"{folder}: Dagster cannot work there ({reason}); set TSUJITSUMA_STATE to another folder, or make room"
        ) from error


def _end_with_parent() -> None:
    """Where the service is killed, its children are told to end."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _signal_group(group: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
