"""Runs a vector through CreateStateMachine, StartExecution and GetExecutionHistory."""

import json
import queue
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import boto3

from landfall_emulator.aws import CREDENTIALS
from landfall_emulator.seams import pace, tasks
from landfall_emulator.vectors.files import REGION, Vector, replaced
from landfall_emulator.vectors.script import Script

_ROLE = "arn:aws:iam::123456789012:role/vectors"
_LOOK_SECONDS = 0.1
# Longer than any vector takes in an engine that does what it says.
_PATIENCE_SECONDS = 15
_LAST_EVENT_SECONDS = 3

T = TypeVar("T")


class DefinitionRefused(Exception):
    """CreateStateMachine did not take it."""


class Engine:
    """moto's interpreter. Each vector has a region of its own while it runs, hence its own names."""

    def __init__(self, endpoint: str):
        self._endpoint = endpoint
        self._scripts: dict[str, Script] = {}
        self._regions: queue.Queue[str] = queue.Queue()
        for region in boto3.session.Session().get_available_regions("stepfunctions"):
            self._regions.put(region)
        tasks.install(lambda execution, task, arguments: self._scripts[execution].call(task, arguments))
        # What a vector says of times it says in seconds.
        pace.FACTOR = 1.0

    def run(self, vector: Vector) -> dict[str, Any]:
        """What came of it, by the names of a vector's expectations."""
        region = self._regions.get()
        try:
            return replaced(self._run_in(region, vector.within(region)), region, REGION)
        finally:
            self._regions.put(region)

    def _run_in(self, region: str, vector: Vector) -> dict[str, Any]:
        client = self._client(region)
        created = []
        try:
            for name, definition in {**vector.machines, "vector": vector.definition}.items():
                created.append(_create(client, name, definition))
            return {"refused": None} if vector.refused else self._execute(client, created[-1], vector)
        except DefinitionRefused as refusal:
            return {"refused": str(refusal)}
        finally:
            for machine in created:
                client.delete_state_machine(stateMachineArn=machine)

    def _execute(self, client, machine: str, vector: Vector) -> dict[str, Any]:
        execution = machine.replace(":stateMachine:", ":execution:") + ":one"
        script = self._scripts[execution] = Script(client, vector)
        client.start_execution(stateMachineArn=machine, name="one", input=json.dumps(vector.input))
        stop = _stop_later(client, execution, vector)
        try:
            ended = _end(client, execution)
            if stop:
                stop.join()
            script.end()
            return _observed(client, execution, ended, script)
        finally:
            del self._scripts[execution]

    def _client(self, region: str):
        return boto3.client(
            "stepfunctions",
            endpoint_url=self._endpoint,
            region_name=region,
            aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
        )


def _create(client, name: str, definition: str) -> str:
    try:
        return client.create_state_machine(name=name, definition=definition, roleArn=_ROLE)["stateMachineArn"]
    except client.exceptions.ClientError as refusal:
        # moto says InvalidDefinition for some, and for others only that something is wrong.
        raise DefinitionRefused(refusal.response["Error"]["Message"] or str(refusal)) from refusal


def _stop_later(client, execution: str, vector: Vector) -> threading.Timer | None:
    if vector.stop is None:
        return None
    words = {"error": vector.stop["error"], "cause": vector.stop["cause"]}
    timer = threading.Timer(
        vector.stop["after"], lambda: client.stop_execution(executionArn=execution, **words)
    )
    timer.start()
    return timer


def _end(client, execution: str) -> str:
    """The status in which it ended."""
    status = _poll(lambda: _ended(client, execution), _PATIENCE_SECONDS)
    if status is None:
        client.stop_execution(executionArn=execution)
        return "still RUNNING"
    # moto tells of the end before it writes the event.
    _poll(lambda: _last_event(client, execution).startswith("Execution"), _LAST_EVENT_SECONDS)
    return status


def _ended(client, execution: str) -> str | None:
    status = client.describe_execution(executionArn=execution)["status"]
    return None if status == "RUNNING" else status


def _last_event(client, execution: str) -> str:
    return client.get_execution_history(executionArn=execution)["events"][-1]["type"]


def _poll(check: Callable[[], T], seconds: float) -> T | None:
    deadline = time.monotonic() + seconds
    while not (result := check()):
        if time.monotonic() > deadline:
            return None
        time.sleep(_LOOK_SECONDS)
    return result


def _observed(client, execution: str, status: str, script: Script) -> dict[str, Any]:
    # From the history: moto's DescribeExecution tells a text as it is, and of a time-out no end.
    history = client.get_execution_history(executionArn=execution)["events"]
    began = history[0]["timestamp"].timestamp()
    last = next((value for key, value in history[-1].items() if key.endswith("EventDetails")), {})
    return {
        "status": status,
        "output": json.loads(last.get("output", "null")),
        "error": last.get("error"),
        "cause": last.get("cause"),
        "events": [event["type"] for event in history],
        "states": [event["stateEnteredEventDetails"]["name"] for event in history if _is_entry(event)],
        "calls": {task: [at - began for at in times] for task, times in script.calls.items()},
        "arguments": script.arguments,
        "seconds": history[-1]["timestamp"].timestamp() - began,
        "surprises": script.surprises,
    }


def _is_entry(event: dict[str, Any]) -> bool:
    return "stateEnteredEventDetails" in event
