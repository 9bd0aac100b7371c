"""One execution environment: a Java process and the Runtime API it talks to."""

import contextlib
import dataclasses
import subprocess
import threading
import time
from pathlib import Path

from landfall_emulator.runtime import metrics
from landfall_emulator.runtime.api import Invocation, RuntimeApi
from landfall_emulator.runtime.outcome import Outcome, error

# Lambda gives initialisation 10 s of its own; two cores that start a dozen JVMs at once need more.
_INIT_SECONDS = 60


@dataclasses.dataclass(frozen=True)
class Function:
    """What Lambda knows of a function. `environment` is sorted pairs, so that functions compare."""

    name: str
    arn: str
    version: str
    handler: str
    timeout_seconds: int
    memory_mb: int
    environment: tuple[tuple[str, str], ...]


class FunctionProcess:
    """Runs invocations of one function, one at a time."""

    def __init__(
        self,
        function: Function,
        command: list[str],
        environment: dict[str, str],
        log: Path,
        sink: metrics.MetricSink,
    ):
        self.function = function
        self.idle_since = time.monotonic()
        self._api = RuntimeApi()
        self._invocation: Invocation | None = None
        self._process = subprocess.Popen(
            command,
            env={**environment, **self._lambda_environment(), **dict(function.environment)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # Not ours to interrupt: Ctrl-C reaches the emulator, which stops it in its turn.
            start_new_session=True,
        )
        threading.Thread(target=self._copy_output, args=(log, sink), daemon=True).start()
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def alive(self) -> bool:
        """Whether it can take another invocation."""
        return self._process.poll() is None

    @property
    def starting(self) -> bool:
        """Whether it has not asked for work yet."""
        return self.alive and not self._api.ready.is_set()

    def wait_until_started(self) -> bool:
        """Waits for the process to ask for work, or to fail in some way; false if it does neither."""
        return self._api.ready.wait(_INIT_SECONDS)

    def invoke(self, event: bytes) -> Outcome:
        """Runs the event to its end, or kills the process at the function's time-out."""
        if not self.wait_until_started():
            self.kill()
            return error("Sandbox.Timedout", f"Init took longer than {_INIT_SECONDS} seconds")
        if self._api.init_error:
            self.kill()
            return self._api.init_error
        timeout = self.function.timeout_seconds
        invocation = Invocation(event, self.function.arn, deadline=time.time() + timeout)
        self._invocation = invocation
        if not self.alive:
            return self._exited(invocation)
        self._api.submit(invocation)
        if not invocation.done.wait(timeout):
            self.kill()
            return error(
                "Sandbox.Timedout",
                f"RequestId: {invocation.request_id} Error: Task timed out after {timeout}.00 seconds",
            )
        self.idle_since = time.monotonic()
        return invocation.outcome

    def kill(self) -> None:
        """Ends the process at once."""
        self._process.kill()
        self._process.wait()
        self._api.close()

    def stop(self, seconds: float) -> None:
        """Lets the process end by itself, as it must to write its cache, and kills it if late."""
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        self.kill()

    def _watch(self) -> None:
        self._process.wait()
        self._api.ready.set()
        if self._invocation is not None:
            self._invocation.finish(self._exited(self._invocation))

    def _copy_output(self, log: Path, sink: metrics.MetricSink) -> None:
        with log.open("ab") as output:
            for line in self._process.stdout:
                output.write(line)
                output.flush()
                for namespace, datum in metrics.in_line(line):
                    sink(namespace, datum)

    def _exited(self, invocation: Invocation) -> Outcome:
        status = self._process.poll()
        return error(
            "Runtime.ExitError",
            f"RequestId: {invocation.request_id} Error: Runtime exited with error: exit status {status}",
        )

    def _lambda_environment(self) -> dict[str, str]:
        function = self.function
        return {
            "AWS_LAMBDA_RUNTIME_API": self._api.address,
            "AWS_LAMBDA_FUNCTION_NAME": function.name,
            "AWS_LAMBDA_FUNCTION_VERSION": function.version,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory_mb),
            "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{function.name}",
            "AWS_LAMBDA_LOG_STREAM_NAME": "emulator",
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "LAMBDA_TASK_ROOT": ".",
            "_HANDLER": function.handler,
        }
