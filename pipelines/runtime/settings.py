"""The settings of the service: one YAML file, what its fields mean, and errors that say what to write."""

from __future__ import annotations

import os
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator

from pipelines.runtime.paths import ROOT, SHOWN_SETTINGS, StateFolderError
from warehouse.lake.address import LakeError, lake_of

DEFAULT_SETTINGS = ROOT / SHOWN_SETTINGS
TIMEZONE = "Asia/Tokyo"
SETTINGS_VARIABLE = "TSUJITSUMA_SETTINGS"
# What may hold a secret can be given by the environment, which wins.
_FROM_ENVIRONMENT = {"postgres_url": "TSUJITSUMA_POSTGRES_URL", "webhook": "TSUJITSUMA_WEBHOOK"}
_PAGE_EVERY_SECONDS = 600
_NO_CRON = "this is no cron schedule"
_WHAT_TO_WRITE = {
    "sources": "a list of folders and addresses: [/srv/inbox, s3://bucket/folder]",
    "address": "a folder or an address that fsspec knows: /srv/inbox, s3://bucket/folder, https://host/page.html",
    "patterns": 'a list of names: ["*.txt", "*.pdf"]',
    "recursive": "true or false (a page has no folders: false)",
    "options": "what fsspec's file system takes: {anon: true}",
    "every_seconds": "a whole number of seconds, 0 or more",
    "raw_store": "a folder: raw",
    "quiet_seconds": "a number of seconds, 0 or more: 10",
    "max_bytes": "a whole number above 0: 200_000_000",
    "limits": "{seconds: 30, memory_mb: 500, pages: 2_000, letters: 5_000_000, figures: 100_000}, or some of these",
    "seconds": "a number of seconds above 0: 30",
    "memory_mb": "a whole number of megabytes, 50 or more: 500",
    "pages": "a whole number above 0: 2_000",
    "letters": "a whole number above 0: 5_000_000",
    "figures": "a whole number above 0: 100_000",
    "workers": "{dask: tcp://scheduler:8786, results: /mnt/shared/results}, or {} for the processes of this machine",
    "dask": "the address of a Dask scheduler: tcp://scheduler:8786",
    "results": "a folder that every worker sees under the same path: /mnt/shared/results",
    "batch_documents": "a whole number above 0: 32",
    "sensor_seconds": "a whole number of seconds, 1 or more: 30",
    "sweep": 'minute, hour, day, month and weekday as in cron: "30 5 * * *"',
    "notify": "{command: [program, argument], webhook: https://host/path}, or {}",
    "command": "a list of a program and its arguments: [/usr/local/bin/tell, --loudly]",
    "webhook": "an address: https://host/path",
    "timeout_seconds": "a number of seconds above 0: 10",
    "corrections": "a CSV file: raw/corrections.csv",
    "readable_by": "owner, group or everyone",
    "warehouse": "a file: warehouse/jlis.duckdb, or a lake:"
    " ducklake:postgres:dbname=lake host=db.example.org data_path=s3://bucket/lake",
    "maintenance": 'minute, hour, day, month and weekday as in cron: "30 3 * * *"',
    "postgres_url": "postgresql://user:password@host:5432/database, or null for SQLite",
}


class SettingsError(StateFolderError):
    """The settings cannot be used; the message names file and field, and says what to write."""


def no_cron_schedule() -> SettingsError:
    """What to raise where `sweep` has its five fields and still says nothing."""
    return SettingsError(f"{settings_file()}: sweep: {_NO_CRON}; write {_WHAT_TO_WRITE['sweep']}")


def _whole_path(written: Path) -> Path:
    return ROOT / written.expanduser()


def _known_address(written: str) -> str:
    import fsspec  # noqa: PLC0415 - the settings are read by commands that reach for nothing

    protocol, colons, _ = written.partition("://")
    if not written.strip():
        raise ValueError("no address is written")
    if not colons:
        return str(_whole_path(Path(written)))
    if protocol.split("::")[0] not in fsspec.available_protocols():
        raise ValueError(f"fsspec knows no {protocol}://")
    return written


def _five_fields(written: str) -> str:
    """Whether the fields say something is Dagster's to tell, before it is used."""
    if len(written.split()) != 5:
        raise ValueError(_NO_CRON)
    return written


def _starting_with(beginnings: tuple[str, ...], written: str) -> str:
    if not written.startswith(beginnings):
        raise ValueError("this is no such address")  # what is written may hold a secret: it is not repeated
    return written


def _known_warehouse(written: str) -> str:
    try:
        lake = lake_of(written)
    except LakeError as error:
        raise ValueError(str(error)) from None
    return written if lake else str(_whole_path(Path(written)))


WebAddress = Annotated[str, AfterValidator(partial(_starting_with, ("http://", "https://")))]
PostgresAddress = Annotated[str, AfterValidator(partial(_starting_with, ("postgresql://", "postgresql+psycopg2://")))]
DaskAddress = Annotated[str, AfterValidator(partial(_starting_with, ("tcp://", "tls://", "ws://", "wss://")))]
WarehouseName = Annotated[str, AfterValidator(_known_warehouse)]
WholePath = Annotated[Path, AfterValidator(_whole_path)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Source(_Strict):
    """A place where documents arrive: a folder, or an address that fsspec knows."""

    address: Annotated[str, AfterValidator(_known_address)]
    patterns: tuple[Annotated[str, Field(min_length=1)], ...] = ("*.txt", "*.pdf", "*.md", "*.csv", "*.xlsx")
    recursive: bool = False
    options: dict[str, Any] = {}
    every_seconds: Annotated[int, Field(ge=0)] | None = None

    @property
    def is_page(self) -> bool:
        """Whether it is a page whose links are the files."""
        return self.address.startswith(("http://", "https://"))

    @property
    def interval_seconds(self) -> int:
        """The time between two looks; a page of another's is spared."""
        return self.every_seconds if self.every_seconds is not None else _PAGE_EVERY_SECONDS if self.is_page else 0

    @field_validator("recursive")
    @classmethod
    def _page_is_flat(cls, recursive: bool, info: Any) -> bool:  # noqa: ANN401 - pydantic's own
        if recursive and str(info.data.get("address", "")).startswith("http"):
            raise ValueError("a page has no folders")
        return recursive


def _as_source(written: object) -> object:
    return {"address": written} if isinstance(written, str) else written


class Notify(_Strict):
    """Who is told of failures: a command (JSON on its standard input), a webhook (POST of JSON), or both."""

    command: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    webhook: WebAddress | None = None
    timeout_seconds: Annotated[float, Field(gt=0)] = 10


class Limits(_Strict):
    """What one document may take: a larger one is kept out, and the others go on."""

    seconds: Annotated[float, Field(gt=0)] = 30
    memory_mb: Annotated[int, Field(ge=50)] = 500
    pages: Annotated[int, Field(gt=0)] = 2_000
    letters: Annotated[int, Field(gt=0)] = 5_000_000
    figures: Annotated[int, Field(gt=0)] = 100_000


class Workers(_Strict):
    """Who does the pure work: processes of this machine, or the workers of a Dask scheduler.

    `results` is the folder in which these find bytes and put frames; None: that of the state folder.
    """

    dask: DaskAddress | None = None
    results: WholePath | None = None


class Readers(StrEnum):
    """Who may read what is made in the state folder and the warehouse."""

    OWNER = "owner"
    GROUP = "group"
    EVERYONE = "everyone"

    @property
    def umask(self) -> int:
        """What a new file or folder does not allow: only its owner may ever write."""
        return {Readers.OWNER: 0o077, Readers.GROUP: 0o027, Readers.EVERYONE: 0o022}[self]


class Settings(_Strict):
    """Everything that an operator may set. Paths are absolute."""

    sources: tuple[Annotated[Source, BeforeValidator(_as_source)], ...] = ()
    raw_store: WholePath = ROOT / "raw"
    quiet_seconds: Annotated[float, Field(ge=0)] = 10
    max_bytes: Annotated[int, Field(gt=0)] = 200_000_000
    limits: Limits = Limits()
    workers: Workers = Workers()
    batch_documents: Annotated[int, Field(gt=0)] = 32
    sensor_seconds: Annotated[int, Field(ge=1)] = 30
    sweep: Annotated[str, AfterValidator(_five_fields)] = "30 5 * * *"
    notify: Notify = Notify()
    corrections: WholePath = ROOT / "raw" / "corrections.csv"
    readable_by: Readers = Readers.OWNER
    warehouse: WarehouseName | None = None
    maintenance: Annotated[str, AfterValidator(_five_fields)] = "30 3 * * *"
    postgres_url: PostgresAddress | None = None


def settings_file() -> Path:
    """The file that holds the settings now."""
    return Path(os.environ.get(SETTINGS_VARIABLE) or DEFAULT_SETTINGS).absolute()


def load_settings(file: Path | None = None) -> Settings:
    """Read the settings. Raise SettingsError where the file is not there, is no YAML, or a field is wrong.

    Only the default file may be missing: every field may be left out.
    """
    file = file or settings_file()
    try:
        # An installed program has none until one is written.
        is_written = file != DEFAULT_SETTINGS or file.exists()
        written = (yaml.safe_load(file.read_text(encoding="utf-8-sig")) if is_written else None) or {}
    except OSError as error:
        raise SettingsError(
            f"{file}: cannot be read ({error.strerror}); set {SETTINGS_VARIABLE} to the settings file"
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: this is no YAML: {' '.join(str(error).split())}") from None
    if not isinstance(written, dict):
        raise SettingsError(f"{file}: this holds no fields; write for example: sources: [/srv/inbox]")
    try:
        return Settings.model_validate(_with_environment(written))
    except ValidationError as error:
        raise SettingsError("; ".join(_told(file, fault) for fault in error.errors(include_input=False))) from None


def _with_environment(written: dict[Any, Any]) -> dict[Any, Any]:
    postgres_url, webhook = (os.environ.get(name) for name in _FROM_ENVIRONMENT.values())
    if postgres_url:
        written = {**written, "postgres_url": postgres_url}
    if webhook and isinstance(written.get("notify") or {}, dict):
        written = {**written, "notify": {**(written.get("notify") or {}), "webhook": webhook}}
    return written


def _told(file: Path, fault: Any) -> str:  # noqa: ANN401 - pydantic's own
    """A fault in one line: file, field, what is wrong, what to write."""
    place = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in fault["loc"]).lstrip(".")
    names = [part for part in fault["loc"] if isinstance(part, str)]
    if fault["type"] == "extra_forbidden":
        return f"{file}: {place}: there is no such field; fields are {', '.join(_fields_beside(names))}"
    field = next((name for name in reversed(names) if name in _WHAT_TO_WRITE), "sources")
    problem = fault["msg"].removeprefix("Value error, ")
    return f"{file}: {place or 'the file'}: {problem}; write {_WHAT_TO_WRITE[field]}"


def _fields_beside(names: list[str]) -> list[str]:
    models: dict[str, type[BaseModel]] = {"sources": Source, "notify": Notify, "limits": Limits, "workers": Workers}
    return list(models.get(names[0], Settings).model_fields if len(names) > 1 else Settings.model_fields)
