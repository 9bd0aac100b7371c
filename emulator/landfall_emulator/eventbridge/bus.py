"""The default event bus: takes events, finds the rules that they match, calls the targets."""

import datetime
import json
import queue
import threading
import uuid
from collections.abc import Callable
from typing import Any

from landfall_emulator.aws import ACCOUNT, REGION, Aws
from landfall_emulator.eventbridge import targets
from landfall_emulator.eventbridge.pattern import matches
from landfall_emulator.eventbridge.transform import target_input

Event = dict[str, Any]


class EventBus:
    """Delivers in the background and in order; `delivered` is what went to at least one target."""

    def __init__(self, aws: Aws):
        self._aws = aws
        self._events: queue.Queue[Event | None] = queue.Queue()
        self._lose: Callable[[Event], bool] = lambda event: False
        self.delivered: list[Event] = []
        self.lost: list[Event] = []

    def start(self) -> None:
        """Begins to deliver."""
        threading.Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        """Ends after the events that are already there."""
        self._events.put(None)

    def lose(self, which: Callable[[Event], bool]) -> None:
        """From now on drops the events that `which` names, as EventBridge may."""
        self._lose = which

    def put(self, source: str, detail_type: str, resources: list[str], detail: dict) -> None:
        """Accepts an event."""
        self._events.put(
            {
                "version": "0",
                "id": str(uuid.uuid4()),
                "detail-type": detail_type,
                "source": source,
                "account": ACCOUNT,
                "time": _now(),
                "region": REGION,
                "resources": resources,
                "detail": detail,
            }
        )

    def alarm_changed(self, name: str, arn: str, before: str, after: str, reason: str) -> None:
        """Accepts CloudWatch's event about an alarm."""
        self.put(
            "aws.cloudwatch",
            "CloudWatch Alarm State Change",
            [arn],
            {
                "alarmName": name,
                "state": {"value": after, "reason": reason, "timestamp": _now()},
                "previousState": {"value": before, "timestamp": _now()},
                "configuration": {"metrics": []},
            },
        )

    def execution_changed(self, execution: dict[str, Any]) -> None:
        """Accepts Step Functions' event about an execution, from DescribeExecution's answer."""
        stopped = execution.get("stopDate")
        self.put(
            "aws.states",
            "Step Functions Execution Status Change",
            [execution["executionArn"]],
            {
                "executionArn": execution["executionArn"],
                "stateMachineArn": execution["stateMachineArn"],
                "name": execution["name"],
                "status": execution["status"].value,
                "startDate": _millis(execution["startDate"]),
                "stopDate": _millis(stopped) if stopped else None,
                "input": execution["input"],
                "output": execution.get("output"),
                "error": execution.get("error"),
                "cause": execution.get("cause"),
            },
        )

    def _run(self) -> None:
        while (event := self._events.get()) is not None:
            if self._lose(event):
                self.lost.append(event)
                continue
            # Each in its own thread: one target that is slow to fail must not hold the others up.
            for target in list(self._targets(event)):
                self.delivered.append(event)
                threading.Thread(
                    target=targets.call,
                    args=(self._aws, target, target_input(target, event)),
                    daemon=True,
                ).start()

    def _targets(self, event: Event):
        events = self._aws.client("events")
        for rule in events.list_rules()["Rules"]:
            pattern = rule.get("EventPattern")
            if rule["State"] == "ENABLED" and pattern and matches(json.loads(pattern), event):
                yield from events.list_targets_by_rule(Rule=rule["Name"])["Targets"]


def _now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _millis(moment: datetime.datetime) -> int:
    return int(moment.timestamp() * 1000)
