"""Waiting for what happens elsewhere."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

# Each look costs the one process that moto and all scenarios share.
_EVERY_SECONDS = 1.0

# Of a machine that does much else beside; where all is well, nobody waits for it.
_PATIENCE_SECONDS = 400


class NeverHappened(AssertionError):
    """What was waited for did not come in time."""


def until(check: Callable[[], T], what: str, seconds: float = _PATIENCE_SECONDS) -> T:
    """The first true result of `check`; raises NeverHappened after `seconds`."""
    deadline = time.monotonic() + seconds
    while not (result := check()):
        if time.monotonic() > deadline:
            raise NeverHappened(f"not within {seconds:g} s: {what}")
        time.sleep(_EVERY_SECONDS)
    return result
