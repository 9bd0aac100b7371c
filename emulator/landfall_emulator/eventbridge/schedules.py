"""Schedules: EventBridge's rules with a rate, and EventBridge Scheduler's.

They fire when a scenario says so, or by a ticker in which a minute lasts a few seconds. at(...)
schedules fire at their time. cron(...) ones only fire when they are told to.
"""

import datetime
import json
import re
import threading
import time
import uuid
import zoneinfo
from collections.abc import Iterator
from typing import Any

from landfall_emulator.aws import ACCOUNT, REGION, Aws
from landfall_emulator.eventbridge import targets
from landfall_emulator.eventbridge.transform import target_input

_TICK_SECONDS = 1.0
_UNIT_MINUTES = {"minute": 1, "hour": 60, "day": 1440}


class NoSuchSchedule(Exception):
    """Nothing of that name is scheduled."""


class Schedules:
    """All schedules of the account. `minute_seconds` is how long the ticker's minute lasts."""

    def __init__(self, aws: Aws, minute_seconds: float):
        self._aws = aws
        self._minute_seconds = minute_seconds
        self._fired: dict[str, float] = {}
        self._stopped = threading.Event()

    def start(self) -> None:
        """Begins to tick."""
        threading.Thread(target=self._tick, daemon=True).start()

    def stop(self) -> None:
        """Ends the ticker."""
        self._stopped.set()

    def names(self) -> list[str]:
        """What is scheduled now, by EventBridge Scheduler or by a rule."""
        return [schedule["Name"] for schedule in self._all()]

    def fire(self, name: str) -> None:
        """Calls the target of the schedule or rule now, whatever its expression says."""
        for schedule in self._all():
            if schedule["Name"] == name:
                self._fire(schedule)
                return
        raise NoSuchSchedule(f"{name} is not among {', '.join(self.names()) or 'no schedules'}")

    def _tick(self) -> None:
        while not self._stopped.wait(_TICK_SECONDS):
            for schedule in list(self._all()):
                if schedule["State"] == "ENABLED" and self._due(schedule):
                    threading.Thread(target=self._fire, args=(schedule,), daemon=True).start()

    def _due(self, schedule: dict[str, Any]) -> bool:
        name, expression = schedule["Name"], schedule["ScheduleExpression"]
        if at := re.fullmatch(r"at\((.+)\)", expression):
            zone = zoneinfo.ZoneInfo(schedule.get("ScheduleExpressionTimezone", "UTC"))
            moment = datetime.datetime.fromisoformat(at[1]).replace(tzinfo=zone)
            due = moment <= datetime.datetime.now(datetime.timezone.utc) and name not in self._fired
        elif rate := re.fullmatch(r"rate\((\d+) (minute|hour|day)s?\)", expression):
            minutes = int(rate[1]) * _UNIT_MINUTES[rate[2]]
            last = self._fired.setdefault(name, time.monotonic())
            due = time.monotonic() - last >= minutes * self._minute_seconds
        else:
            due = False
        if due:
            self._fired[name] = time.monotonic()
        return due

    def _fire(self, schedule: dict[str, Any]) -> None:
        for target in schedule["Targets"]:
            targets.call(self._aws, target, self._input(schedule, target))
        if schedule.get("ActionAfterCompletion") == "DELETE":
            self._aws.client("scheduler").delete_schedule(
                Name=schedule["Name"], GroupName=schedule["GroupName"]
            )

    def _input(self, schedule: dict[str, Any], target: dict[str, Any]) -> str:
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        if "GroupName" not in schedule:
            return target_input(target, _scheduled_event(schedule["Arn"], now))
        text = target.get("Input") or json.dumps(_scheduled_event(schedule["Arn"], now))
        attributes = {
            "schedule-arn": schedule["Arn"],
            "scheduled-time": now,
            "execution-id": str(uuid.uuid4()),
            "attempt-number": "1",
        }
        for name, value in attributes.items():
            text = text.replace(f"<aws.scheduler.{name}>", value)
        return text

    def _all(self) -> Iterator[dict[str, Any]]:
        scheduler, events = self._aws.client("scheduler"), self._aws.client("events")
        for summary in scheduler.list_schedules()["Schedules"]:
            try:
                schedule = scheduler.get_schedule(Name=summary["Name"], GroupName=summary["GroupName"])
            except scheduler.exceptions.ResourceNotFoundException:
                # A migration that ends deletes its schedule between the two calls.
                continue
            yield {**schedule, "Targets": [schedule["Target"]]}
        for rule in events.list_rules()["Rules"]:
            if rule.get("ScheduleExpression"):
                found = events.list_targets_by_rule(Rule=rule["Name"])["Targets"]
                yield {**rule, "Targets": found}


def _scheduled_event(arn: str, now: str) -> dict[str, Any]:
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT,
        "time": now,
        "region": REGION,
        "resources": [arn],
        "detail": {},
    }
