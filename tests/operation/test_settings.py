"""The settings file: what may be written, and errors that name file and field and say what to write."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.runtime.paths import ROOT
from pipelines.runtime.settings import DEFAULT_SETTINGS, Settings, SettingsError, load_settings


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TSUJITSUMA_SETTINGS", "TSUJITSUMA_POSTGRES_URL", "TSUJITSUMA_WEBHOOK"):
        monkeypatch.delenv(name, raising=False)


def written(folder: Path, text: str) -> Path:
    file = folder / "s.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_file_of_the_repository_says_what_holds_without_one() -> None:
    assert load_settings(DEFAULT_SETTINGS) == Settings()


def test_every_field_is_named_in_the_file_of_the_repository() -> None:
    text = DEFAULT_SETTINGS.read_text(encoding="utf-8")
    assert [name for name in Settings.model_fields if f"\n{name}:" not in text] == []


def test_an_empty_file_sets_nothing(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, "# nothing\n")) == Settings()


def test_a_source_is_an_address_or_one_with_its_own_choices(tmp_path: Path) -> None:
    text = "sources: [inbox, {address: 's3://minutes/', patterns: ['第*.txt']}, https://host/page.html]"
    folder, bucket, page = load_settings(written(tmp_path, text)).sources
    assert (folder.address, folder.patterns) == (
        str(ROOT / "inbox"),
        ("*.txt", "*.pdf", "*.md", "*.csv", "*.xlsx"),
    )
    assert (bucket.address, bucket.patterns) == ("s3://minutes/", ("第*.txt",))
    assert (folder.interval_seconds, bucket.interval_seconds, page.interval_seconds) == (0, 0, 600)


def test_the_environment_names_the_file_and_gives_what_is_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, "quiet_seconds: 3\nnotify: {command: [tell]}\n")
    monkeypatch.setenv("TSUJITSUMA_SETTINGS", str(file))
    monkeypatch.setenv("TSUJITSUMA_POSTGRES_URL", "postgresql://u:secret@h/d")
    monkeypatch.setenv("TSUJITSUMA_WEBHOOK", "https://h/secret")
    settings = load_settings()
    assert (settings.quiet_seconds, settings.postgres_url) == (3, "postgresql://u:secret@h/d")
    assert (settings.notify.command, settings.notify.webhook) == (("tell",), "https://h/secret")


@pytest.mark.parametrize(
    ("text", "field", "told"),
    [
        ("sources: /inbox", "sources", "write a list of folders"),
        ("sources: [{address: /a, pattern: a}]", "sources[1].pattern", "fields are address, patterns, recursive"),
        ("sources: ['xyz://a']", "sources[1].address", "fsspec knows no xyz://; write a folder or an address"),
        ("sources: [{address: 'https://h/', recursive: true}]", "sources[1].recursive", "a page has no folders"),
        ("sources: [{address: /a, patterns: '*.txt'}]", "sources[1].patterns", 'write a list of names: ["*.txt"'),
        ("quiet_seconds: soon", "quiet_seconds", "write a number of seconds"),
        ("max_bytes: 0", "max_bytes", "greater than 0"),
        ("batch_documents: 0", "batch_documents", "greater than 0"),
        ("workers: {dask: 'scheduler:8786'}", "workers.dask", "write the address of a Dask scheduler: tcp://"),
        ("workers: {pool: 4}", "workers.pool", "there is no such field; fields are dask, results"),
        ("workers: dask", "workers", "write {dask: tcp://scheduler:8786, results: /mnt/shared/results}, or {}"),
        ("sensor_seconds: 0", "sensor_seconds", "write a whole number of seconds, 1 or more"),
        ("sweep: every day", "sweep", "this is no cron schedule; write minute, hour"),
        ("notify: {mail: a@b}", "notify.mail", "there is no such field; fields are command, webhook"),
        ("notify: {command: tell}", "notify.command", "write a list of a program and its arguments"),
        ("watch: [/inbox]", "watch", "there is no such field; fields are sources, raw_store"),
    ],
)
def test_an_error_names_file_and_field_and_says_what_to_write(tmp_path: Path, text: str, field: str, told: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(SettingsError) as error:
        load_settings(file)
    message = str(error.value)
    assert message.startswith(f"{file}: {field}: ")
    assert told in message
    assert "\n" not in message


def test_what_may_be_secret_is_not_repeated_in_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as error:
        load_settings(written(tmp_path, "postgres_url: mysql://u:hush@h/d\nnotify: {webhook: 'ftp://h/hush'}"))
    assert "hush" not in str(error.value)
    assert "postgres_url" in str(error.value)
    assert "notify.webhook" in str(error.value)


@pytest.mark.parametrize("text", ["sources: [", "- a\n- b\n", "\x00"])
def test_what_is_no_settings_file_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError, match=r"s\.yaml: this"):
        load_settings(written(tmp_path, text))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="set TSUJITSUMA_SETTINGS"):
        load_settings(tmp_path / "none.yaml")


@pytest.mark.slow  # it imports Dagster, which knows what a schedule is
def test_five_fields_that_are_no_schedule_are_told_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, 'sweep: "99 5 * * *"\n')
    monkeypatch.setenv("TSUJITSUMA_SETTINGS", str(file))
    monkeypatch.setenv("TSUJITSUMA_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("DAGSTER_HOME", "")
    result = CliRunner().invoke(main, ["ui"])
    assert (result.exit_code, result.stderr.startswith(f"tsujitsuma: {file}: sweep: this is no cron")) == (2, True)
