"""How fast rehearsals run: alone with the start of a JVM, and one after the other in explore."""

import json
import statistics
import subprocess
import time

import common

_EXPLORE = ["explore", "--faults", "execution-stopped", "--json"]
_REHEARSE = ["rehearse", "--json"]
_MILLIS_PER_MINUTE = 60_000


def run(runs: int) -> bool:
    """Prints rehearsals a minute; breaks nothing."""
    common.require_built(common.COMMAND)
    _landfall(_REHEARSE)  # builds, and makes the launcher's cache, if need be
    measured = [(*_rehearse(), _explore()) for _ in range(runs)]
    process, simulation, explored = map(statistics.median, zip(*measured, strict=True))
    common.title(f"Throughput: the default spec, medians of {runs}, in turn in one loop")
    common.table(
        ["what", "ms each", "a minute", "/ explored"],
        [
            _row("`landfall rehearse`, start to end of the process", process, explored),
            _row("of that the rehearsal itself (wallMillis)", simulation, explored),
            _row("one scenario of explore, in a JVM that is warm", explored, explored),
        ],
    )
    shares = [1 - inner / outer for outer, inner, _ in measured]
    print(f"\nshare of the JVM's start and the command: {statistics.median(shares):.0%} of a lone rehearsal")
    ratios = [each / inner for _, inner, each in measured]
    print(f"one explored scenario / a lone rehearsal: {statistics.median(ratios):.3f}", end=" ")
    print(f"({min(ratios):.3f}..{max(ratios):.3f})")
    return True


def _rehearse() -> tuple[float, float]:
    began = time.monotonic()
    result = _landfall(_REHEARSE)
    return (time.monotonic() - began) * 1000, result["wallMillis"]


def _explore() -> float:
    return _MILLIS_PER_MINUTE / _landfall(_EXPLORE)["perMinute"]


def _landfall(arguments: list[str]) -> dict:
    command = [common.ROOT / "landfall", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout:
        raise common.NotBuilt(f"landfall {' '.join(arguments)} failed: {done.stderr.strip()[-300:]}")
    return json.loads(done.stdout)


def _row(what: str, millis: float, explored: float) -> list[str]:
    return [what, f"{millis:.0f}", f"{_MILLIS_PER_MINUTE / millis:.0f}", f"{millis / explored:.1f}"]
