"""Lambda's Invoke, which moto would answer by starting a container.

Synchronous calls return what the function returns. Asynchronous ones are accepted at once and
tried as often as the function's configuration says; what fails every time goes where it says.
"""

import dataclasses
import json
import threading
import time
from collections.abc import Callable

from moto.awslambda.exceptions import LambdaClientError
from moto.awslambda.models import LambdaBackend, LambdaFunction

from landfall_emulator.runtime.outcome import Outcome
from landfall_emulator.runtime.pool import FunctionPool
from landfall_emulator.runtime.process import Function

# Lambda waits a minute, then two.
_SECONDS_BETWEEN_ATTEMPTS = 1.0

# Receives a dead-letter queue's or topic's ARN, the event, and why it could not be handled.
DeadLetters = Callable[[str, bytes, str], None]


@dataclasses.dataclass(frozen=True)
class Asynchronous:
    """How often a function's asynchronous calls are tried, and what takes those that all failed."""

    attempts: int = 3
    destination: str | None = None


_asynchronous: dict[str, Asynchronous] = {}


def configure(function_name: str, asynchronous: Asynchronous) -> None:
    """Sets what an EventInvokeConfig or a dead-letter queue of the function says."""
    _asynchronous[function_name] = asynchronous


class TooManyRequests(LambdaClientError):
    """The function's reserved concurrency is used up."""

    code = 429

    def __init__(self) -> None:
        super().__init__("TooManyRequestsException", "Rate Exceeded.")


def install(pool: FunctionPool, dead_letters: DeadLetters) -> None:
    """Makes LambdaBackend.invoke run the function's own process from `pool`."""

    def invoke(backend: LambdaBackend, function_name, qualifier, body, headers, response_headers) -> bytes:
        function = backend.get_function(function_name, qualifier)
        event = body.encode() if isinstance(body, str) else body
        match headers.get("X-Amz-Invocation-Type", "RequestResponse"):
            case "DryRun":
                return b""
            case "Event":
                threading.Thread(
                    target=_retry, args=(pool, function, event, dead_letters), daemon=True
                ).start()
                return b""
            case _:
                return _respond(_invoke(pool, function, event), response_headers)

    LambdaBackend.invoke = invoke


def _respond(outcome: Outcome, response_headers: dict) -> bytes:
    if outcome.failed:
        response_headers["x-amz-function-error"] = "Unhandled"
    response_headers["Content-Length"] = str(len(outcome.payload))
    return outcome.payload


def _invoke(pool: FunctionPool, function: LambdaFunction, event: bytes) -> Outcome:
    # Zero is a value: it switches a function off.
    reserved = function.reserved_concurrency
    if reserved is not None and pool.concurrency(function.function_name) >= int(reserved):
        raise TooManyRequests
    return pool.invoke(described(function), event or b"{}")


def _retry(pool: FunctionPool, function: LambdaFunction, event: bytes, dead_letters: DeadLetters) -> None:
    configured = _asynchronous.get(function.function_name, Asynchronous())
    reason = ""
    for attempt in range(configured.attempts):
        time.sleep(_SECONDS_BETWEEN_ATTEMPTS * attempt)
        try:
            outcome = _invoke(pool, function, event)
        except TooManyRequests as throttled:
            reason = throttled.message
            continue
        if not outcome.failed:
            return
        reason = json.dumps(outcome.json())
    if configured.destination:
        dead_letters(configured.destination, event, reason)


def described(function: LambdaFunction) -> Function:
    """What the pool must know of moto's function."""
    return Function(
        name=function.function_name,
        arn=function.function_arn,
        version=str(function.version),
        handler=function.handler,
        timeout_seconds=int(function.timeout),
        memory_mb=int(function.memory_size),
        environment=tuple(sorted(function.environment_vars.items())),
    )
