"""Dagster's storage on a real PostgreSQL server, which the test starts and stops."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from pipelines.orchestration.instance import set_dagster_home
from pipelines.runtime.paths import StateFolderError
from tests.support.postgres import PASSWORD, Server, serving
from tests.support.service import TSUJITSUMA, Site, free_port, running, wait_until
from tests.support.small_texts import BAD_CONTENTS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as started:
        started.run("CREATE DATABASE dagster")
        yield started


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    made.set_up()
    return made


def test_an_ingestion_is_recorded_in_postgresql(server: Server, site: Site) -> None:
    import psycopg2

    (site.folder / "cut_off.txt").write_bytes(BAD_CONTENTS["cut_off"][0])
    done = subprocess.run(
        [TSUJITSUMA, "ingest", str(site.folder / "cut_off.txt")],
        env={**site.environment, "TSUJITSUMA_POSTGRES_URL": server.url()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "cut_off.txt:21: " in done.stderr.splitlines()[-1]) == (1, True), done.stderr
    with psycopg2.connect(server.url()) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT pipeline_name, status FROM runs")
        assert cursor.fetchall() == [("ingestion", "SUCCESS")]
        cursor.execute("SELECT partition FROM dynamic_partitions")
        assert cursor.fetchone()[0].startswith("cut_off.txt~")
    assert not (site.state / "history").exists()


def test_the_password_is_not_written_to_the_state_folder(
    server: Server, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in site.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TSUJITSUMA_POSTGRES_URL", server.url())
    monkeypatch.setenv("DAGSTER_HOME", "")
    set_dagster_home()
    text = Path(os.environ["DAGSTER_HOME"], "dagster.yaml").read_text(encoding="utf-8")
    assert PASSWORD not in text
    assert yaml.safe_load(text)["storage"] == {"postgres": {"postgres_url": {"env": "TSUJITSUMA_POSTGRES_URL"}}}


@pytest.mark.parametrize(
    ("password", "database", "problem"),
    [
        ("wrong-hush", "dagster", "password authentication failed"),
        (PASSWORD, "none", 'database "none" does not exist'),
    ],
)
def test_a_server_that_lets_us_not_in_is_told_without_the_password(
    server: Server, site: Site, monkeypatch: pytest.MonkeyPatch, password: str, database: str, problem: str
) -> None:
    for name, value in site.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TSUJITSUMA_POSTGRES_URL", server.url(password, database))
    monkeypatch.setenv("DAGSTER_HOME", "")
    with pytest.raises(StateFolderError) as error:
        set_dagster_home()
    message = str(error.value)
    assert problem in message
    assert "hush" not in message
    assert "\n" not in message


def test_a_server_that_is_away_is_told(site: Site) -> None:
    (site.folder / "a.txt").write_bytes(b"")
    done = subprocess.run(
        [TSUJITSUMA, "ingest", str(site.folder / "a.txt")],
        env={**site.environment, "TSUJITSUMA_POSTGRES_URL": f"postgresql://me:hush@127.0.0.1:{free_port()}/dagster"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    line = done.stderr.splitlines()[-1]
    assert line.startswith("tsujitsuma: PostgreSQL cannot be used: ")
    assert "Connection refused" in line
    assert "hush" not in done.stderr


def test_the_service_works_on_postgresql(server: Server, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    import psycopg2

    def beats() -> bool:
        with psycopg2.connect(server.url()) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM daemon_heartbeats WHERE daemon_type = 'SENSOR'")
            return bool(cursor.fetchone()[0])

    monkeypatch.setenv("TSUJITSUMA_POSTGRES_URL", server.url())
    with running(site) as service:
        wait_until(lambda: "the service is up" in site.log, "it is up", service)
        wait_until(beats, "the daemon's heartbeat is in PostgreSQL", service)
    assert service.returncode == 0
    assert PASSWORD not in site.log
