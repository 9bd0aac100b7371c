"""Keeps function processes warm and their number small."""

import os
import re
import threading
import time
from pathlib import Path

from landfall_emulator.aws import environment
from landfall_emulator.runtime.java import Java
from landfall_emulator.runtime.metrics import MetricSink
from landfall_emulator.runtime.outcome import Outcome
from landfall_emulator.runtime.process import Function, FunctionProcess

_PROCESSES = int(os.environ.get("LANDFALL_EMULATOR_PROCESSES", "24"))
# How long the one process that is asked to write the class archive may take for it.
_ARCHIVE_SECONDS = 20


class FunctionPool:
    """A warm process per function; a second one while the first is busy; the idlest makes room."""

    def __init__(
        self,
        java: Java,
        endpoint: str,
        logs: Path,
        sink: MetricSink,
        processes: int = _PROCESSES,
    ):
        self._java = java
        self._sink = sink
        self._environment = {
            **environment(endpoint),
            "PATH": os.environ.get("PATH", ""),
            "HOME": os.environ.get("HOME", "/"),
            "LANG": "en_US.UTF-8",
            "TZ": "UTC",
        }
        self._logs = logs
        self._limit = processes
        self._idle: list[FunctionProcess] = []
        self._busy: set[FunctionProcess] = set()
        self._changed = threading.Condition()
        logs.mkdir(parents=True, exist_ok=True)

    def invoke(self, function: Function, event: bytes) -> Outcome:
        """Runs one event; waits first if as many processes as allowed are busy."""
        process = self._take(function)
        try:
            return process.invoke(event)
        finally:
            with self._changed:
                self._busy.discard(process)
                if process.alive:
                    self._idle.append(process)
                self._changed.notify()

    def concurrency(self, name: str) -> int:
        """How many invocations of the function run now."""
        with self._changed:
            return sum(process.function.name == name for process in self._busy)

    def busy(self) -> bool:
        """Whether any invocation runs now."""
        with self._changed:
            return bool(self._busy)

    def close(self) -> None:
        """Ends every process; one of them in an orderly way, for the sake of the class archive."""
        with self._changed:
            idle, self._idle = self._idle, []
            busy = set(self._busy)
        for process in busy | set(idle[1:]):
            process.kill()
        if idle:
            idle[0].stop(_ARCHIVE_SECONDS)

    def _take(self, function: Function) -> FunctionProcess:
        with self._changed:
            while True:
                process = self._idle_one(function) or self._new_one(function)
                if process:
                    self._busy.add(process)
                    return process
                self._changed.wait()

    def _idle_one(self, function: Function) -> FunctionProcess | None:
        self._idle = [process for process in self._idle if process.alive]
        warm = next((process for process in self._idle if process.function == function), None)
        if warm:
            self._idle.remove(warm)
        return warm

    def _new_one(self, function: Function) -> FunctionProcess | None:
        if len(self._idle) + len(self._busy) >= self._limit:
            if not self._idle:
                return None
            idlest = min(self._idle, key=lambda process: process.idle_since)
            self._idle.remove(idlest)
            idlest.kill()
        return FunctionProcess(function, self._java, self._environment, self._log(function), self._sink)

    def _log(self, function: Function) -> Path:
        # CloudFormation ends generated names in a random suffix, which would scatter the logs.
        readable = re.sub(r"-[A-Z0-9]{12}$", "", function.name)
        log = self._logs / f"{readable}.log"
        with log.open("a") as output:
            output.write(f"---- {time.strftime('%H:%M:%S')} new process\n")
        return log
