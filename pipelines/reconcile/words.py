"""The engine's codes in English words, for what people read on a terminal."""

from __future__ import annotations

from pipelines.reconcile.model import DisputeReason

REASONS = {
    DisputeReason.RIVALS: "several explanations are equally small",
    DisputeReason.NOT_PINNED: "one explanation is the smallest, but its slips could as well be in other figures",
    DisputeReason.NO_EXPLANATION: "no known kind of slip explains it",
    DisputeReason.SEARCH_LIMIT: "the search was given up: what it found so far is listed, and is no proof",
}
