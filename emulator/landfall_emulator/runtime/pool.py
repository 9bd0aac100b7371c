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

_PROCESSES = int(os.environ.get("LANDFALL_EMULATOR_PROCESSES", "32"))
# A warm process that is busy is mostly free again before a cold one would have started.
_PATIENCE_SECONDS = 2.0
_LOOK_AGAIN_SECONDS = 0.5
# Writing the cache costs about ten seconds of one core.
_CACHE_SECONDS = 120


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
        for old in logs.glob("*.log"):
            old.unlink()

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
                self._changed.notify_all()

    def concurrency(self, name: str) -> int:
        """How many invocations of the function run now."""
        with self._changed:
            return sum(process.function.name == name for process in self._busy)

    def busy(self) -> bool:
        """Whether any invocation runs now."""
        with self._changed:
            return bool(self._busy)

    def start_ahead(self, function: Function) -> None:
        """Starts a process that waits for its first event, as SnapStart would have one ready."""
        process = self._start(function, self._java.command(function.handler))
        process.wait_until_started()
        with self._changed:
            self._idle.append(process)
            self._changed.notify_all()

    def warm_up(self, function: Function, event: bytes) -> None:
        """Has one run of the function recorded into the JVM's cache, unless that is there."""
        cache = self._java.cache
        if cache.exists():
            return
        for old in cache.parent.glob("functions-*.aot*"):
            old.unlink()
        recorder = self._start(function, self._java.recording_command(function.handler))
        recorder.invoke(event)
        recorder.stop(_CACHE_SECONDS)

    def close(self) -> None:
        """Ends every process."""
        with self._changed:
            processes, self._idle = self._busy | set(self._idle), []
        for process in processes:
            process.kill()

    def _take(self, function: Function) -> FunctionProcess:
        patience = time.monotonic() + _PATIENCE_SECONDS
        with self._changed:
            while not (process := self._available(function, patience)):
                self._changed.wait(_LOOK_AGAIN_SECONDS)
            self._busy.add(process)
            return process

    def _available(self, function: Function, patience: float) -> FunctionProcess | None:
        warm = self._idle_one(function)
        if warm:
            return warm
        same = [process for process in self._busy if process.function == function]
        # One cold start at a time: of several, all would be late.
        if any(process.starting for process in same) or (same and time.monotonic() < patience):
            return None
        return self._new_one(function)

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
        return self._start(function, self._java.command(function.handler))

    def _start(self, function: Function, command: list[str]) -> FunctionProcess:
        return FunctionProcess(function, command, self._environment, self._log(function), self._sink)

    def _log(self, function: Function) -> Path:
        # CloudFormation ends generated names in a random suffix, which would scatter the logs.
        readable = re.sub(r"-[A-Z0-9]{12}$", "", function.name)
        log = self._logs / f"{readable}.log"
        with log.open("a") as output:
            output.write(f"---- {time.strftime('%H:%M:%S')} new process\n")
        return log
