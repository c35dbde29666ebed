"""No rule on words fails where nothing is wrong: other meetings, and the sixth meeting as other tools write it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.layouts import bare_pipes, blank_between, pipes, relaid, spaces
from tests.support.loaded_meetings import reiwa, seventh
from tests.support.loose_warehouse import failing, loose_warehouse
from tests.support.made_up_meetings import make_meeting

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("text", [seventh, reiwa, lambda: make_meeting(3), lambda: make_meeting(4, signs_lost=0.5)])
def test_a_made_up_meeting_passes(text: Callable[[], str]) -> None:
    with loose_warehouse(text()) as warehouse:
        assert failing(warehouse) == set()


@pytest.mark.parametrize("lay_out", [pipes, bare_pipes, spaces, blank_between(pipes)])
def test_another_layout_passes(lay_out: Callable[..., list[str]]) -> None:
    with loose_warehouse("\n".join(relaid(lay_out)) + "\n") as warehouse:
        assert failing(warehouse) == set()
