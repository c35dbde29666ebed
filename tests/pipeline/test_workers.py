"""Work spread over processes: the same results in the same order, errors told, no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from pipelines.runtime.guarded import Lost, each_guarded
from pipelines.runtime.workers import KeptPool, batches, spread, spread_with_care

pytestmark = pytest.mark.slow

TESTS = Path(__file__).parent


def doubled(numbers: Sequence[int]) -> list[int]:
    return [2 * number for number in numbers]


def process_of(numbers: Sequence[int]) -> int:
    return os.getpid()


def broken(numbers: Sequence[int]) -> list[int]:
    raise ValueError(f"cannot work on {numbers[0]}")


def killed(numbers: Sequence[int]) -> list[int]:
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def endless(numbers: Sequence[int]) -> list[int]:
    os.write(sys.stdout.fileno(), b"working\n")  # in one piece: others write to the same pipe
    time.sleep(600)
    return []


def a_moment(numbers: Sequence[int]) -> list[int]:
    os.write(sys.stdout.fileno(), b"working\n")  # in one piece: others write to the same pipe
    time.sleep(2)
    return []


def test_results_come_in_the_order_of_the_items_however_many_there_are() -> None:
    for count in (0, 1, 16, 17, 100):
        assert [n for part in spread(doubled, batches(range(count))) for n in part] == [2 * n for n in range(count)]


def test_a_few_items_are_done_in_this_process_and_many_in_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert set(spread(process_of, batches(range(5)))) == {os.getpid()}
    assert os.getpid() not in set(spread(process_of, batches(range(40))))


@pytest.mark.parametrize("processors", [1, 2])
def test_what_the_work_raises_is_raised_here(processors: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    with pytest.raises(ValueError, match="cannot work on 0"):
        list(spread(broken, batches(range(40))))


def test_a_killed_worker_is_an_error_and_no_endless_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with pytest.raises(BrokenProcessPool):
        list(spread(killed, batches(range(40))))


def test_workers_end_with_the_process_they_work_for() -> None:
    program = (
        "import os; os.cpu_count = lambda: 2\n"
        "from test_workers import endless\n"
        "from pipelines.runtime.workers import batches, spread\n"
        "if __name__ == '__main__': list(spread(endless, batches(range(40))))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent.parent)])}
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout
        assert all(process.stdout.readline().startswith("working") for _ in range(2))
        process.kill()
        # The pipe closes once the last of them is gone; TimeoutExpired where one stays.
        assert process.communicate(timeout=180)[0] == ""


def test_an_interrupt_ends_all_of_them_without_a_word_of_the_workers() -> None:
    program = (
        "import os, sys; os.cpu_count = lambda: 2\n"
        "from test_workers import a_moment\n"
        "from pipelines.runtime.workers import batches, spread\n"
        "if __name__ == '__main__':\n"
        "    try: list(spread(a_moment, batches(range(20))))\n"
        "    except KeyboardInterrupt: sys.exit('interrupted')"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent.parent)])}
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline().startswith("working")
        os.killpg(process.pid, signal.SIGINT)
        assert process.communicate(timeout=180)[1] == "interrupted\n"


def halved_or_dead(numbers: Sequence[int]) -> list[int]:
    if 13 in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    return [number // 2 for number in numbers]


def hungry_or_slow(numbers: Sequence[int]) -> list[int]:
    if numbers == [0]:
        return [len(bytearray(2**31))]
    if numbers == [1]:
        time.sleep(600)
    return list(numbers)


def test_only_what_kills_its_worker_is_lost_the_others_of_its_batch_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    parts = spread_with_care(
        halved_or_dead,
        range(40),
        is_risky=lambda number: number == 39,
        lost=lambda number, why: -number,
        seconds=60,
        memory_mb=500,
    )
    made = dict(pair for part in parts for pair in part)
    assert made == {number: -13 if number == 13 else number // 2 for number in range(40)}


def test_kept_workers_take_the_place_of_those_that_died_and_none_works_in_this_process() -> None:
    pool = KeptPool(1)
    try:
        with pytest.raises(BrokenProcessPool):
            list(pool.spread(halved_or_dead, [[13]]))
        assert list(pool.spread(halved_or_dead, [[4, 8]])) == [[2, 4]]
        (first,) = pool.spread(process_of, [[1]])
        assert list(pool.spread(process_of, [[1]])) == [first] != [os.getpid()]
    finally:
        pool.close()


def test_what_hangs_or_wants_too_much_memory_is_told_apart() -> None:
    made: dict[int, list[int] | Lost] = {}
    with pytest.raises(MemoryError):
        made.update(each_guarded(hungry_or_slow, [[0]], seconds=60, memory_mb=200))
    made.update(each_guarded(hungry_or_slow, [[1], [2]], seconds=1, memory_mb=200))
    assert made[1] == [2]
    assert isinstance(made[0], Lost)
    assert made[0].is_too_long
