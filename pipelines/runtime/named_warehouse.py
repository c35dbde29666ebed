"""The warehouse that the settings name, where the environment names none."""

from __future__ import annotations

import os
import re
from pathlib import Path

from pipelines.runtime.paths import ROOT, SHOWN_SETTINGS, WAREHOUSE_VARIABLE

_IS_NAMED = re.compile(r"^warehouse\s*:\s*(?!null\b|~|#)\S", re.MULTILINE)


def name_warehouse() -> None:
    """Let the warehouse of the settings count here and in what is started from here. SettingsError as `load_settings`.

    Settings that name none are not parsed: that takes longer than most commands.
    """
    if os.environ.get(WAREHOUSE_VARIABLE):
        return
    file = Path(os.environ.get("TSUJITSUMA_SETTINGS") or ROOT / SHOWN_SETTINGS)
    try:
        is_named = _IS_NAMED.search(file.read_text(encoding="utf-8-sig")) is not None
    except (OSError, UnicodeDecodeError):  # who needs the settings says so
        return
    if is_named:
        from pipelines.runtime.settings import load_settings  # noqa: PLC0415 - see above

        os.environ[WAREHOUSE_VARIABLE] = load_settings().warehouse or ""
