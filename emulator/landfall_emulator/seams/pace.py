"""Shortens the intervals of Retry, which moto spends asleep.

A Wait and a time-out stay as long as the state machine says: they are what a scenario is about.
"""

import time
import types

from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl

# A retry "in a minute" comes after six seconds.
FACTOR = 0.1


def install() -> None:
    """Makes every Retry of every state machine wait a tenth of its interval."""
    retrier_decl.time = types.SimpleNamespace(sleep=lambda seconds: time.sleep(seconds * FACTOR))
