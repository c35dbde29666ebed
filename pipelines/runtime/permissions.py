"""Who may read the files that this process and those that it starts make."""

from __future__ import annotations

import os


def restrict_new_files() -> int:
    """From now on this process and those that it starts make files for those alone whom the settings let read them.

    Give what new files do not allow. Raise SettingsError where the settings cannot be used.
    """
    from pipelines.runtime.settings import load_settings  # noqa: PLC0415 - heavy

    umask = load_settings().readable_by.umask
    os.umask(umask)
    return umask
