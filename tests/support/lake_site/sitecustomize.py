"""What Python imports at its start where a run of tests has its files be lakes: commands of their own follow, too."""

from __future__ import annotations

import os

if "TSUJITSUMA_TESTS_LAKES" in os.environ:
    from tests.support.lake_site.lakes_for_files import follow

    follow()
