"""What came of a vector against what must come of it."""

import json
from collections.abc import Callable
from typing import Any

from landfall_emulator.vectors.files import Vector

# What an engine that lives in real time may be late on a busy machine; vectors count in seconds.
_TOLERANCE_SECONDS = 0.8


def differences(vector: Vector, observed: dict[str, Any]) -> dict[str, str]:
    """By aspect, what is different; empty if the engines agree."""
    if vector.refused or "refused" in observed:
        return _refusal(vector, observed["refused"])
    wanted = dict(vector.expect)
    if vector.side_by_side:
        wanted, observed = _in_no_order(wanted), _in_no_order(observed)
    found = {
        aspect: f"wanted {json.dumps(wanted[aspect])}, got {json.dumps(observed[aspect])}"
        for aspect, agrees in _ASPECTS.items()
        if aspect in wanted and not agrees(wanted[aspect], observed[aspect])
    }
    if wanted.get("causeContains", "") not in (observed["cause"] or ""):
        found["cause"] = f"wanted {wanted['causeContains']!r} in it, got {observed['cause']!r}"
    if observed["surprises"]:
        found["answers"] = "; ".join(observed["surprises"])
    return found


def _in_no_order(values: dict[str, Any]) -> dict[str, Any]:
    # Of what happens at the same time, each engine may tell first what it likes.
    return {
        aspect: sorted(value) if aspect in ("events", "states") else value for aspect, value in values.items()
    }


def _refusal(vector: Vector, refusal: str | None) -> dict[str, str]:
    # The words are each engine's own.
    if vector.refused == bool(refusal):
        return {}
    return {"refused": f"refused: {refusal}" if refusal else "accepted"}


def _same(wanted: Any, got: Any) -> bool:
    # As JSON, in which 1 is neither 1.0 nor true.
    return json.dumps(wanted, sort_keys=True) == json.dumps(got, sort_keys=True)


def _seconds(wanted: float, got: float | None) -> bool:
    return got is not None and -0.1 <= got - wanted <= _TOLERANCE_SECONDS


def _calls(wanted: dict[str, list[float]], got: dict[str, list[float]]) -> bool:
    return wanted.keys() == got.keys() and all(
        len(times) == len(got[task]) and all(map(_seconds, times, got[task]))
        for task, times in wanted.items()
    )


_ASPECTS: dict[str, Callable[[Any, Any], bool]] = {
    "status": _same,
    "output": _same,
    "error": _same,
    "cause": _same,
    "events": _same,
    "states": _same,
    "calls": _calls,
    "arguments": _same,
    "seconds": _seconds,
}
