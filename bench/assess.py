"""How fast an app is read from Heroku, as far as Landfall has a share: Heroku stands in on this machine."""

import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import common

_PROCESS_TYPES, _ADD_ONS, _CONFIG_VARS = 20, 40, 300
_SOURCE = common.ROOT / "bench" / "Reading.java"
_TOKEN = "HRKU-stub-0123456789"


def run(runs: int) -> bool:
    """Prints seconds and the ratio to asking for the same one after the other; breaks nothing."""
    common.require_built(common.COMMAND)
    # The first round is slower by what the compiler has not seen yet.
    counts = map(str, (_PROCESS_TYPES, _ADD_ONS, _CONFIG_VARS, runs + 1))
    command = [common.jdk() / "bin" / "java", "-cp", _test_class_path(), _SOURCE, _TOKEN, *counts]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as stub:
        # Before it says where it is, its server has told of itself.
        base = next((line.strip() for line in stub.stdout if line.startswith("http")), None)
        if base is None:
            raise common.NotBuilt("the stand-in for Heroku did not start; does `make build` pass?")
        rounds = [json.loads(stub.stdout.readline()) for _ in range(runs + 1)]
        whole = [_command(base) for _ in range(runs)]
        stub.stdin.close()
    common.title(
        f"Assess: {_PROCESS_TYPES} process types, {_ADD_ONS} add-ons, {_CONFIG_VARS} config vars,"
        f" {rounds[0]['requests']} requests, medians of {runs}"
    )
    reading, naive = (statistics.median(each[way] for each in rounds[1:]) for way in ("reading", "oneByOne"))
    common.table(
        ["what", "seconds", "/ reading"],
        [
            ["the inventory read, checked and merged", f"{reading:.2f}", "1.0"],
            [
                "the same, first time in its JVM",
                f"{rounds[0]['reading']:.2f}",
                f"{rounds[0]['reading'] / reading:.1f}",
            ],
            [
                "the same requests one after the other, answers thrown away",
                f"{naive:.2f}",
                f"{naive / reading:.1f}",
            ],
            [
                "`landfall assess`, whole process, plan and page written",
                f"{statistics.median(whole):.2f}",
                f"{statistics.median(whole) / reading:.1f}",
            ],
        ],
    )
    return True


def _test_class_path() -> str:
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "class-path"
        maven = [common.ROOT / "mvnw", "-q", "-B", "-pl", "functions", "dependency:build-classpath"]
        subprocess.run([*maven, f"-Dmdep.outputFile={listed}"], cwd=common.ROOT, check=True)
        return common.class_path(
            common.FUNCTIONS / "test-classes", common.FUNCTIONS / "classes", listed.read_text()
        )


def _command(base: str) -> float:
    environment = {**os.environ, "HEROKU_API_URL": base, "HEROKU_API_KEY": _TOKEN}
    with tempfile.TemporaryDirectory() as folder:
        command = [
            common.ROOT / "landfall",
            "assess",
            "--app",
            "shop",
            "--out",
            Path(folder) / "out",
            "--json",
        ]
        began = time.perf_counter()
        subprocess.run(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True
        )
        return time.perf_counter() - began
