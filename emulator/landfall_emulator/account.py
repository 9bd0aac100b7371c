"""A whole account on one machine: server, functions, events, schedules."""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from moto.awslambda.models import lambda_backends

from landfall_emulator.aws import ACCOUNT, REGION
from landfall_emulator.deploy import stack
from landfall_emulator.eventbridge import targets
from landfall_emulator.eventbridge.schedules import Schedules
from landfall_emulator.runtime import java
from landfall_emulator.runtime.pool import FunctionPool
from landfall_emulator.runtime.process import Function
from landfall_emulator.seams import functions
from landfall_emulator.server import Server

TARGET = Path(__file__).resolve().parents[1] / "target"

_STARTED_AT_ONCE = os.cpu_count() or 2
# One minute of a rate(1 minute) schedule.
_MINUTE_SECONDS = float(os.environ.get("LANDFALL_EMULATOR_MINUTE", "5"))


class Account:
    """Use it as a context manager; nothing outlives it."""

    def __init__(self, class_path: tuple[Path, ...], java_options: tuple[str, ...] = ()):
        self.server = Server()
        self.aws = self.server.aws
        self.bus = self.server.bus
        self.schedules = Schedules(self.aws, _MINUTE_SECONDS)
        runtime = java.Java(java.find_home(), class_path, TARGET, java_options)
        self._pool = FunctionPool(runtime, self.server.endpoint, TARGET / "logs", self._record)
        functions.install(self._pool, self._bury)

    def __enter__(self) -> "Account":
        return self

    def __exit__(self, *_) -> None:
        self.schedules.stop()
        self._pool.close()
        self.server.stop()

    def deploy(self, name: str, template: Path, parameters: dict[str, str] | None = None) -> stack.Stack:
        """Deploys a SAM application whose functions are on the class path."""
        return stack.deploy(self.aws, name, template, parameters)

    def warm_up(self, function_name: str, event: bytes) -> None:
        """Makes the functions start faster from now on, by one call that does what most of them do."""
        self._pool.warm_up(self._function(function_name), event)

    def start_functions(self, names: Iterable[str]) -> None:
        """Starts a process for each, a few at a time, and waits for them."""
        with ThreadPoolExecutor(_STARTED_AT_ONCE) as threads:
            list(threads.map(lambda name: self._pool.start_ahead(self._function(name)), names))

    def busy(self) -> bool:
        """Whether any function runs now."""
        return self._pool.busy()

    def _function(self, name: str) -> Function:
        return functions.described(lambda_backends[ACCOUNT][REGION].get_function(name))

    def _record(self, namespace: str, datum: dict) -> None:
        self.aws.client("cloudwatch").put_metric_data(Namespace=namespace, MetricData=[datum])

    def _bury(self, arn: str, event: bytes, reason: str) -> None:
        targets.bury(self.aws, arn, event.decode(), reason)


def jars(*folders: Path) -> tuple[Path, ...]:
    """Every jar in the folders, in an order that is the same each time."""
    found = tuple(jar for folder in folders for jar in sorted(folder.glob("*.jar")))
    if not found:
        raise FileNotFoundError(f"no jars in {', '.join(map(str, folders))}; build them first")
    return found
