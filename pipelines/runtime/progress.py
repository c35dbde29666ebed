"""Progress of long work: a bar on a terminal, plain lines otherwise."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sized
from typing import Protocol, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

T = TypeVar("T")
S = TypeVar("S", bound=Sized)


class Reporter(Protocol):
    """What the pipeline's steps tell of their progress."""

    def step(self, title: str) -> None:
        """A step begins whose length is not known."""

    def track(self, title: str, items: Iterable[T]) -> Iterator[T]:
        """A step that goes through items, one after the other."""

    def track_batches(self, title: str, batches: Iterable[S], total: int) -> Iterator[S]:
        """A step that goes through `total` items, several at once."""


class Silent:
    """No progress: for runs that Dagster itself starts, whose log tells."""

    def step(self, title: str) -> None:
        """Say nothing."""

    def track(self, title: str, items: Iterable[T]) -> Iterator[T]:
        """Pass the items on."""
        yield from items

    def track_batches(self, title: str, batches: Iterable[S], total: int) -> Iterator[S]:
        """Pass the batches on."""
        yield from batches


class PlainLines:
    """One line for each step, on the stream given; `tell` puts a title into a person's language."""

    def __init__(self, write: Callable[[str], None], tell: Callable[[str], str] = str) -> None:
        self._write, self._tell = write, tell

    def step(self, title: str) -> None:
        """Write the title."""
        self._write(self._tell(title))

    def track(self, title: str, items: Iterable[T]) -> Iterator[T]:
        """Write the title with the number of items."""
        self._write(f"{self._tell(title)} ({len(items)})" if isinstance(items, Sized) else self._tell(title))
        yield from items

    def track_batches(self, title: str, batches: Iterable[S], total: int) -> Iterator[S]:
        """Write the title with the number of items."""
        self._write(f"{self._tell(title)} ({total})")
        yield from batches


class Bar:
    """A progress bar on a terminal; to be used as a context. `tell` puts a title into a person's language."""

    def __init__(self, console: Console, tell: Callable[[str], str] = str) -> None:
        self._tell = tell
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._progress.stop()

    def step(self, title: str) -> None:
        """Show a step of unknown length."""
        self._clear()
        self._progress.add_task(self._tell(title), total=None)

    def track(self, title: str, items: Iterable[T]) -> Iterator[T]:
        """Show how many of the items are done."""
        self._clear()
        yield from self._progress.track(
            items, description=self._tell(title), total=len(items) if isinstance(items, Sized) else None
        )

    def track_batches(self, title: str, batches: Iterable[S], total: int) -> Iterator[S]:
        """Show how many of the items are done."""
        self._clear()
        task = self._progress.add_task(self._tell(title), total=total)
        for batch in batches:
            self._progress.advance(task, len(batch))
            yield batch

    def _clear(self) -> None:
        for task in self._progress.task_ids:
            self._progress.remove_task(task)


def plain_lines_on_stderr(tell: Callable[[str], str] = str) -> PlainLines:
    """Plain lines on the error stream, so that output can be piped."""
    return PlainLines(lambda text: print(text, file=sys.stderr, flush=True), tell)
