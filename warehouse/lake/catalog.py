"""A lake's catalog as PostgreSQL itself: what state it is in, and the lock that lets one publisher work at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from warehouse.lake.address import Lake, LakeBusyError, LakeError

# Of this database alone, as PostgreSQL's advisory locks are. The number says nothing.
_LOCK = 7_384_021_566
# A publisher waits for those before it: each takes seconds, a compaction minutes.
_PATIENCE_SECONDS = 600
_CONNECT_SECONDS = 10
_held: ContextVar[frozenset[str]] = ContextVar("lakes that this thread alone writes", default=frozenset())


@dataclass(frozen=True, slots=True)
class State:
    """A lake as its catalog has it: the number of its last snapshot, and where its files are."""

    snapshot: int
    data_path: str


def state_of(lake: Lake, *, read_only: bool = True) -> State | None:
    """The state of a lake; None where the database holds none yet. LakeError where it cannot be reached."""
    from psycopg2 import errors  # noqa: PLC0415 - PostgreSQL's driver, which dagster-postgres brings: a file needs none

    with closing(_connect(lake, read_only=read_only)) as session, session.cursor() as cursor:
        cursor.execute("SELECT to_regclass('ducklake_snapshot') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return None
        try:
            cursor.execute(
                "SELECT max(snapshot_id),"
                " (SELECT value FROM ducklake_metadata WHERE key = 'data_path' AND scope IS NULL)"
                " FROM ducklake_snapshot"
            )
        except errors.InsufficientPrivilege as error:
            raise LakeError(f"this PostgreSQL role may not read the lake ({str(error).splitlines()[0]})") from None
        snapshot, data_path = cursor.fetchone()
        return State(int(snapshot), str(data_path))


@contextmanager
def only_publisher(lake: Lake) -> Iterator[None]:
    """Wait until nobody else writes the lake, and keep others from it; LakeBusyError after ten minutes.

    DuckLake knows no keys: two that append at once give one key twice, and a DELETE that finds nothing conflicts with
    no other. So the lock is taken before a transaction begins, and kept until it has been committed. It is a session's:
    where the process is killed, PostgreSQL gives it to the next. What has it may ask for it again.
    """
    from psycopg2 import errors  # noqa: PLC0415 - as above

    name = lake.connection_string()
    if name in _held.get():
        yield
        return
    with closing(_connect(lake)) as session:
        with session.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{_PATIENCE_SECONDS}s'")
            try:
                cursor.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
            except errors.LockNotAvailable:
                raise LakeBusyError(
                    f"others kept publishing for {_PATIENCE_SECONDS} seconds; run again later"
                ) from None
        before = _held.set(_held.get() | {name})
        try:
            yield
        finally:
            _held.reset(before)


def _connect(lake: Lake, *, read_only: bool = False) -> Any:  # noqa: ANN401 - psycopg2 has no types
    import psycopg2  # noqa: PLC0415 - as above

    try:
        session = psycopg2.connect(
            lake.connection_string(read_only=read_only), connect_timeout=_CONNECT_SECONDS, keepalives_idle=60
        )
    except psycopg2.Error as error:
        # The driver's own words name host, port, user and database, and no password.
        raise LakeError(f"PostgreSQL cannot be used ({' '.join(str(error).split())})") from None
    session.autocommit = True  # no transaction stays open while one waits
    return session
