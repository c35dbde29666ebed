"""A PostgreSQL server of the tests' own on loopback, and lakes in it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from tests.support.service import free_port

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
# It lives as long as the tests do: nothing of it need outlive a crash of the machine.
_CARELESS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": 0,
    "autovacuum": "off",
    "max_connections": 400,
}
PASSWORD = "hush-hush"  # noqa: S105 - of a server that lives for seconds


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server; `PGPASSWORD` opens it for this process and for those that it starts."""

    port: int

    def url(self, password: str = PASSWORD, database: str = "dagster") -> str:
        return f"postgresql://postgres:{password}@127.0.0.1:{self.port}/{database}"

    def run(self, statement: str, database: str = "postgres") -> None:
        with closing(psycopg2.connect(self.url(database=database))) as session:
            session.autocommit = True
            session.cursor().execute(statement)

    def new_lake(self, folder: Path, *, copied: Path | None = None, data_path: str | None = None) -> Path:
        """The address of a lake that is not there yet, or of a copy of another with its files.

        Its files are in a folder of their own within `folder`, or where `data_path` says.
        """
        name = f"lake_{os.urandom(6).hex()}"
        data_path = data_path or str(folder.absolute() / name)
        before = str(copied).partition("dbname=")[2].partition(" ")[0] if copied else "template1"
        if copied:
            # A reader that is just going would keep it from being copied.
            self.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{before}'")  # noqa: S608
        self.run(f"CREATE DATABASE {name} TEMPLATE {before}")
        if copied:
            shutil.copytree(str(copied).partition("data_path=")[2], data_path)
            moved = f"UPDATE ducklake_metadata SET value = '{data_path}/' WHERE key = 'data_path'"  # noqa: S608
            self.run(moved, name)
        words = f"dbname={name} host=127.0.0.1 port={self.port} user=postgres data_path={data_path}"
        return Path(f"ducklake:postgres:{words}")


@contextmanager
def serving() -> Iterator[Server]:
    """Start a server, and stop it; skip where there is none."""
    if not PROGRAMS:
        import pytest  # a process that only asks a server needs none

        pytest.skip("no PostgreSQL server is installed here (Debian: apt-get install postgresql)")
    user = "postgres" if os.geteuid() == 0 else None  # it does not run as root
    # Not below pytest's own folder, into which the user postgres may not look.
    made = subprocess.run(["mktemp", "-d"], check=True, capture_output=True, text=True, cwd="/", user=user)
    folder, port = Path(made.stdout.strip()), free_port()

    def run(program: str, *arguments: object) -> None:
        command = [str(PROGRAMS[-1] / program), *map(str, arguments)]
        done = subprocess.run(command, check=False, text=True, capture_output=True, cwd="/", user=user)
        assert done.returncode == 0, done.stderr

    (folder / "password").write_text(PASSWORD)
    (folder / "password").chmod(0o644)  # PostgreSQL's own user reads it
    initial = ["-A", "scram-sha-256", "--pwfile", folder / "password", "--no-sync"]
    run("initdb", "-D", folder / "data", "-U", "postgres", *initial)
    at = {"listen_addresses": "127.0.0.1", "unix_socket_directories": folder}
    options = " ".join([f"-p {port}", *(f"-c {name}={value}" for name, value in {**at, **_CARELESS}.items())])
    run("pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "-o", options, "start")
    before = os.environ.get("PGPASSWORD")
    os.environ["PGPASSWORD"] = PASSWORD
    try:
        yield Server(port)
    finally:
        os.environ.pop("PGPASSWORD")
        if before is not None:
            os.environ["PGPASSWORD"] = before
        run("pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)
