"""How fast a log is read: by LogReader, and the way one would write first."""

import json
import statistics
import subprocess
import tempfile
from pathlib import Path

import common

_MEGABYTES = 1024
_HEAP = "-Xmx256m"
_GENERATOR = "dev.landfall.usage.LogGenerator"
_SOURCE = common.ROOT / "bench" / "Logs.java"
_BYTES_PER_MEGABYTE = 1024 * 1024


def run(runs: int) -> bool:
    """Prints lines and megabytes a second; breaks nothing."""
    common.require_built(common.PACKAGE)
    if not (common.FUNCTIONS / "test-classes").is_dir():
        raise common.NotBuilt("functions/target/test-classes is missing: run `make build` first")
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "router.log"
        _java(_GENERATOR, str(log), str(_MEGABYTES))
        # The first round is slower by what the compiler has not seen yet.
        rounds = [json.loads(line) for line in _java(str(_SOURCE), str(log), str(runs + 1)).splitlines()]
        megabytes = log.stat().st_size / _BYTES_PER_MEGABYTE
    common.title(f"Log: {megabytes:.0f} MB of router lines, {_HEAP}, medians of {runs}, in turn in one JVM")
    reader, obvious = (statistics.median(each[way] for each in rounds[1:]) for way in ("reader", "obvious"))
    lines, first = rounds[0]["lines"], rounds[0]["reader"]
    common.table(
        ["what", "seconds", "MB/s", "lines/s", "/ LogReader"],
        [
            _row("LogReader", reader, megabytes, lines, 1),
            _row("LogReader, first time in its JVM", first, megabytes, lines, first / reader),
            _row("BufferedReader and two regular expressions", obvious, megabytes, lines, obvious / reader),
        ],
    )
    ratios = [each["obvious"] / each["reader"] for each in rounds[1:]]
    print(f"\nobvious / LogReader: {statistics.median(ratios):.1f} ({min(ratios):.1f}..{max(ratios):.1f})")
    return True


def _java(*arguments: str) -> str:
    path = common.class_path(
        common.FUNCTIONS / "classes", common.FUNCTIONS / "test-classes", common.PACKAGE / "*"
    )
    command = [common.jdk() / "bin" / "java", _HEAP, "-cp", path, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise common.NotBuilt(f"{arguments[0]} failed: {done.stderr.strip()[-300:]}")
    return done.stdout


def _row(what: str, seconds: float, megabytes: float, lines: int, ratio: float) -> list[str]:
    return [what, f"{seconds:.2f}", f"{megabytes / seconds:.0f}", f"{lines / seconds:,.0f}", f"{ratio:.1f}"]
