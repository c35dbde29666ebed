"""How much work a document and each component may cost, in steps that are the same on every machine."""

from __future__ import annotations

# A step is a slip tried, or a failing row looked at: some tenths of a second for all of them.
STEPS = 20_000
# So many for a whole document: what fails in a hundred places apart is no matter of slips any more.
DOCUMENT_STEPS = 40_000
# The search may take this much of it; what is left is the solver's, which settles what has more slips than a few.
SEARCH_STEPS = 8_000
# What a deterministic second of the solver counts for.
STEPS_PER_EFFORT = 60_000


class SearchTooLargeError(Exception):
    """The search was given up before it had proved anything."""


class Budget:
    """What is left of a component's steps; whatever is tried for its rows spends from it, and past it is given up."""

    def __init__(self, steps: int = STEPS) -> None:
        self.steps = steps

    def part(self, most: int) -> Budget:
        """A budget of its own for one attempt; what it `spent` is still to be taken from this one."""
        return Budget(max(min(most, self.steps), 0))

    def spend(self, steps: int) -> None:
        """Take steps; SearchTooLargeError when they are used up."""
        self.steps -= steps
        if self.steps < 0:
            raise SearchTooLargeError

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left."""
        return self.steps <= 0

    @property
    def effort(self) -> float:
        """What is left, in deterministic seconds of the solver."""
        return max(self.steps, 0) / STEPS_PER_EFFORT

    def spend_effort(self, effort: float) -> None:
        """Take what the solver used."""
        self.steps -= round(effort * STEPS_PER_EFFORT)
