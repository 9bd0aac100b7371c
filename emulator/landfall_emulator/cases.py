"""Runs the events of events/ through the real functions, as `sam local invoke` would, and compares.

Beside <Function>/<case>.json stand <case>.expected.json and, where the account must not be empty,
<case>.given.json: calls of AWS APIs to make before. events/README.md has the format.
"""

import dataclasses
import json
import string
import time
from pathlib import Path
from typing import Any

from moto.cloudwatch.models import cloudwatch_backends
from moto.route53.models import route53_backends
from moto.stepfunctions.parser.models import stepfunctions_parser_backends

from landfall_emulator.account import Account
from landfall_emulator.aws import ACCOUNT, REGION
from landfall_emulator.deploy.stack import Stack
from landfall_emulator.dns import NameServer
from landfall_emulator.seams import route53

_ANYTHING = "*"


@dataclasses.dataclass(frozen=True)
class Case:
    """One input of one function, with what is expected of it."""

    function: str
    name: str
    event: Path

    @property
    def expected(self) -> Path:
        return self.event.with_suffix(".expected.json")

    @property
    def given(self) -> Path:
        return self.event.with_suffix(".given.json")


def find(folder: Path) -> list[Case]:
    """Every case in the folder; one without an expectation is an error of whoever wrote it."""
    return [
        Case(event.parent.name, event.stem, event)
        for event in sorted(folder.glob("*/*.json"))
        if not event.name.endswith((".expected.json", ".given.json"))
    ]


class Runner:
    """Runs cases one after the other, each in an account that is empty but for the stack."""

    def __init__(self, account: Account, stack: Stack):
        self._account = account
        self._stack = stack
        self._outputs = stack.outputs
        self._functions = stack.resources("AWS::Lambda::Alias")
        self._name_server = NameServer({})
        self._name_server.start()
        # A case is one call: nothing else may react to what was given, and nothing must settle first.
        account.bus.lose(lambda event: True)
        route53.PROPAGATION_SECONDS = 0.0

    def run(self, case: Case) -> list[str]:
        """Differences between what was expected and what came; empty if there are none."""
        if not case.expected.exists():
            return [f"{case.expected.name} is missing"]
        self._prepare(case)
        answer = self._invoke(case)
        return list(differences(json.loads(case.expected.read_text()), answer, "$"))

    def warm_up(self, case: Case) -> None:
        """Makes the functions start faster, by one case that reads much of what they all need."""
        self._prepare(case)
        name = self._stack.physical_id(f"{case.function}Function")
        self._account.warm_up(name, case.event.read_bytes())

    def _prepare(self, case: Case) -> None:
        self._empty()
        if case.given.exists():
            self._give(case.given)

    def _invoke(self, case: Case) -> dict[str, Any]:
        answer = self._account.aws.client("lambda").invoke(
            FunctionName=self._alias(case.function), Payload=case.event.read_bytes()
        )
        payload = json.loads(answer["Payload"].read())
        if "FunctionError" not in answer:
            return {"response": payload}
        return {"error": {name: payload.get(name) for name in ("errorType", "errorMessage")}}

    def _alias(self, function: str) -> str:
        logical_id = f"{function}FunctionAliaslive"
        if logical_id not in self._functions:
            raise KeyError(f"template.yaml has no {function}Function")
        return self._functions[logical_id]

    def _give(self, given: Path) -> None:
        values = {**self._outputs, "NameServer": self._name_server.address}
        for call in json.loads(string.Template(given.read_text()).safe_substitute(values)):
            service = {"sfn": "stepfunctions"}.get(call["service"], call["service"])
            getattr(self._account.aws.client(service), call["action"])(**call["params"])

    def _empty(self) -> None:
        self._end_executions()
        self._empty_table()
        self._delete_schedules()
        route53_backends[ACCOUNT]["aws"].reset()
        cloudwatch_backends[ACCOUNT][REGION].reset()

    def _end_executions(self) -> None:
        for machine in stepfunctions_parser_backends[ACCOUNT][REGION].state_machines:
            for execution in machine.executions:
                execution.stop(execution.start_date, "CaseOver", None)
            machine.executions.clear()
        while self._account.busy():
            time.sleep(0.1)

    def _empty_table(self) -> None:
        dynamodb, table = self._account.aws.client("dynamodb"), self._outputs["TableName"]
        keys = [
            key["AttributeName"] for key in dynamodb.describe_table(TableName=table)["Table"]["KeySchema"]
        ]
        for item in dynamodb.scan(TableName=table)["Items"]:
            dynamodb.delete_item(TableName=table, Key={key: item[key] for key in keys})

    def _delete_schedules(self) -> None:
        # The template's own schedules are in the default group, those of migrations in another.
        scheduler = self._account.aws.client("scheduler")
        for schedule in scheduler.list_schedules()["Schedules"]:
            if schedule["GroupName"] != "default":
                scheduler.delete_schedule(Name=schedule["Name"], GroupName=schedule["GroupName"])


def differences(expected: Any, actual: Any, path: str):
    """Where `actual` is not what `expected` says, as lines to read; "*" stands for any value."""
    if expected == _ANYTHING:
        return
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key in sorted(expected.keys() | actual.keys()):
            if key not in actual:
                yield f"{path}.{key} is missing"
            elif key not in expected:
                yield f"{path}.{key} is not expected: {json.dumps(actual[key])}"
            else:
                yield from differences(expected[key], actual[key], f"{path}.{key}")
    elif isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        for index, (one, other) in enumerate(zip(expected, actual, strict=True)):
            yield from differences(one, other, f"{path}[{index}]")
    elif expected != actual or type(expected) is not type(actual):
        yield f"{path}: expected {json.dumps(expected)}, got {json.dumps(actual)}"
