"""Shift and rollback, stopped once at every state that they have.

Each state has a migration of its own, in a course that leads to the state; all of them live side by
side in one account. The execution is stopped by StopExecution in the moment in which it enters the
state. A call that the state makes is made nevertheless, and its answer goes unheard: that is the
worst that a stop can do. From then on only Landfall acts, by the events and schedules of its
template. In the end Heroku serves exactly as before, or AWS alone if the shift had come to its end.
"""

import dataclasses
import time
from collections.abc import Callable, Iterator
from typing import Any

from landfall_emulator.deploy import template
from landfall_emulator.poll import until
from landfall_emulator.seams import entries
from landfall_emulator.world import AWS, HEROKU, ROOT, Run, World, steps

SHIFT, ROLLBACK = "shift", "rollback"

_PATIENCE_SECONDS = 300
# So many looks at an account in which nothing is under way any more, before it is believed.
_QUIET_LOOKS = 3
_ANSWERS = 100
_EDITED_WEIGHT = 33
_EDITED_TTL = 9
# As few as Landfall allows: a split of all or nothing is told from any other by a hundred.
_QUESTIONS = 100
# The next migration of the same hostname.
_AGAIN = "-again"

Action = Callable[["Case"], None]


@dataclasses.dataclass(frozen=True)
class Course:
    """What leads a migration to a state, beside the spec of a straight shift."""

    spec: dict[str, Any] = dataclasses.field(default_factory=dict)
    before: Action = lambda case: None
    start: Action = lambda case: case.start_shift(case.site.name)
    at: dict[tuple[str, str], Action] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass
class Case:
    """One state, the migration that is stopped in it, and what was seen of it."""

    world: World
    machine: str
    state: str
    course: Course
    stood: str = ""
    stopped_at: float | None = None
    settled_at: float | None = None
    drifted: list[dict[str, Any]] | None = None
    runs: dict[str, str] = dataclasses.field(default_factory=dict)
    done: set[tuple[str, str]] = dataclasses.field(default_factory=set)

    def __post_init__(self) -> None:
        self.site = self.world.site(f"{self.machine}-{self.state}-stop".lower())

    def entered(self, execution: str, machine: str, state: str) -> None:
        """Does what the course says of this state, and stops the execution if it is the one; each once."""
        self.runs[execution] = machine
        action = self.course.at.get((machine, state))
        if action and (machine, state) not in self.done:
            self.done.add((machine, state))
            action(self)
        if (machine, state) == (self.machine, self.state) and self.stopped_at is None:
            self.stop(execution)

    def stop(self, execution: str) -> None:
        """Stops the execution, and keeps what stood in Route 53 then."""
        self.stopped_at = time.monotonic()
        self.stood = standing(self.site.records())
        Run(self.world, execution).stop()

    def stop_shift(self) -> None:
        """Stops the shift, so that its rollback is what follows."""
        Run(self.world, next(arn for arn, machine in self.runs.items() if machine == SHIFT)).stop()

    def edit_records(self) -> None:
        """Somebody changes a weight past Landfall."""
        until(lambda: self.site.aws_weight() is not None, "weighted records", _PATIENCE_SECONDS)
        old = next(
            record for record in self.site.records() if record["ResourceRecords"][0]["Value"].startswith(AWS)
        )
        self.site.change(("DELETE", old), ("CREATE", {**old, "Weight": _EDITED_WEIGHT}))
        self.drifted = self.site.records()

    def edit_restored(self) -> None:
        """Somebody changes the TTL of the record that was just brought back."""
        old = self.site.records()[0]
        self.site.change(("DELETE", old), ("CREATE", {**old, "TTL": _EDITED_TTL}))
        self.drifted = self.site.records()

    def start_shift(self, migration: str) -> None:
        """Starts a shift of the course's spec."""
        dns = {**self.site.spec()["dns"], "questions": _QUESTIONS}
        self.site.start(migration, **{"steps": steps(100), "dns": dns, **self.course.spec})

    def roll_back(self) -> None:
        """An operator starts the rollback machine."""
        self.site.start_rollback()

    def roll_back_beside(self) -> None:
        """An operator starts another rollback while one is about to end; that one is behind from then on."""
        other = self.site.start_rollback()
        until(lambda: other.entered("Restore"), "a second rollback", _PATIENCE_SECONDS)

    def take_lock_again(self) -> None:
        """The next migration takes the lock, and is refused, since an alarm rings."""
        self.site.set_alarm("ALARM")
        self.start_shift(self.site.name + _AGAIN)


def _edit_and_stop(case: Case) -> None:
    case.edit_records()
    case.stop_shift()


_STRAIGHT = Course()
_SIMPLIFIED = Course({"simplify": True})
# Its sample counts from CloudWatch's next whole minute on; until then there is no data.
_WITHOUT_DATA = Course({"steps": [100]})
_SCHEDULED = Course(
    {
        "steps": steps(100, gate="schedule", deadline="P2D"),
        "schedule": {"expression": "cron(0 9 * * ? *)", "timezone": "Europe/Berlin"},
    }
)
_NEVER_APPROVED = Course({"steps": steps(100, gate="approval", deadline="PT11S")})
_IN_NO_ZONE = Course({"hostedZoneId": "Z0NOSUCHZONE"})
_NOT_READY = Course(before=lambda case: case.site.set_alarm("ALARM"))
# The records are weighted by then, so that there is something to bring back.
_WAY_BACK = Course(at={(SHIFT, "VerifyWeighted"): Case.stop_shift})
_TWO_WAYS_BACK = Course(
    at={
        **_WAY_BACK.at,
        (ROLLBACK, "RolledBack"): Case.roll_back_beside,
        (ROLLBACK, "Back"): Case.take_lock_again,
    }
)
_EDITED_LATE = Course(at={**_WAY_BACK.at, (ROLLBACK, "VerifyRestored"): Case.edit_restored})
_DRIFT = Course(at={(SHIFT, "VerifyWeighted"): _edit_and_stop})
_UNKNOWN = Course(start=Case.roll_back)

_COURSES: dict[tuple[str, str], Course] = {
    (SHIFT, "Park"): _SCHEDULED,
    (SHIFT, "Hold"): _WITHOUT_DATA,
    (SHIFT, "Held"): _WITHOUT_DATA,
    (SHIFT, "Simplify"): _SIMPLIFIED,
    (SHIFT, "VerifySimplified"): _SIMPLIFIED,
    (SHIFT, "Refuse"): _NOT_READY,
    (SHIFT, "Refused"): _IN_NO_ZONE,
    (SHIFT, "RollBack"): _NEVER_APPROVED,
    (SHIFT, "WentBack"): _NEVER_APPROVED,
    (ROLLBACK, "AnotherFinished"): _TWO_WAYS_BACK,
    (ROLLBACK, "NothingToDo"): _NOT_READY,
    (ROLLBACK, "Refused"): _UNKNOWN,
    (ROLLBACK, "IsWorthAnother"): _EDITED_LATE,
    (ROLLBACK, "LetReadsSettle"): _EDITED_LATE,
    (ROLLBACK, "Page"): _DRIFT,
    (ROLLBACK, "HasFence"): _DRIFT,
    (ROLLBACK, "MarkUnverified"): _DRIFT,
    (ROLLBACK, "Unverified"): _DRIFT,
}
_USUAL = {SHIFT: _STRAIGHT, ROLLBACK: _WAY_BACK}
# What CI has the time for: the states that write, that wait, and one of each other kind.
SOME = [
    "rollback.Fence",
    "rollback.Restore",
    "rollback.OutlastStragglers",
    "rollback.ConfirmRestored",
    "rollback.RolledBack",
    "rollback.Page",
    "shift.TakeLock",
    "shift.StartWatching",
    "shift.LowerTtl",
    "shift.MakeWeighted",
    "shift.NextStep",
    "shift.SetWeight",
    "shift.Park",
    "shift.Simplify",
    "shift.Complete",
    "shift.Completed",
    "shift.RollBack",
]
# The states after which AWS alone is where traffic belongs.
_AT_THE_END = {(SHIFT, "Complete"), (SHIFT, "Completed")}


def states() -> list[tuple[str, str]]:
    """Machine and state, in the order of the files; those that take longest to settle first."""
    return [
        (machine, state)
        for machine in (ROLLBACK, SHIFT)
        for state in template.load(ROOT / f"statemachine/{machine}.asl.yaml")["States"]
    ]


class StopEverywhere:
    """All cases, in one world."""

    def __init__(self, world: World, wanted: list[tuple[str, str]]):
        self._world = world
        self.cases = [Case(world, *where, _COURSES.get(where, _USUAL[where[0]])) for where in wanted]
        self._by_migration = {case.site.name: case for case in self.cases}
        self._quiet_looks = 0
        entries.install(self._entered)

    def run(self) -> bool:
        """Lives through all of them; whether each was stopped and came to an end by itself."""
        for case in self.cases:
            case.course.before(case)
            case.course.start(case)
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not self._settled():
            if time.monotonic() > deadline:
                return False
            time.sleep(1)
        return all(case.stopped_at is not None for case in self.cases)

    def _entered(self, execution: str, given: Any, state: str) -> None:
        machine = SHIFT if execution.startswith(self._executions(SHIFT)) else ROLLBACK
        case = self._by_migration.get(_migration(execution, machine, given))
        if case:
            case.entered(execution, machine, state)

    def _executions(self, machine: str) -> str:
        output = {SHIFT: "ShiftStateMachineArn", ROLLBACK: "RollbackStateMachineArn"}[machine]
        return self._world.outputs[output].replace(":stateMachine:", ":execution:") + ":"

    def _settled(self) -> bool:
        look = Look(self._world)
        for case in self.cases:
            # Of a course that led elsewhere nothing more is to be expected.
            if not case.runs or look.under_way(case):
                case.settled_at = None
            elif case.settled_at is None:
                case.settled_at = time.monotonic()
        quiet = all(case.settled_at is not None for case in self.cases)
        self._quiet_looks = self._quiet_looks + 1 if quiet else 0
        return self._quiet_looks >= _QUIET_LOOKS


class Look:
    """What the account has at one moment, of all migrations at once."""

    def __init__(self, world: World):
        client = world.client
        self.statuses = {
            execution["executionArn"]: execution["status"]
            for machine in ("ShiftStateMachineArn", "RollbackStateMachineArn")
            for page in client("stepfunctions")
            .get_paginator("list_executions")
            .paginate(stateMachineArn=world.outputs[machine])
            for execution in page["executions"]
        }
        locks = client("dynamodb").query(
            TableName=world.outputs["TableName"],
            KeyConditionExpression="pk = :lock",
            ExpressionAttributeValues={":lock": {"S": "lock"}},
        )
        self._phases = {lock["sk"]["S"]: lock["phase"]["S"] for lock in locks["Items"]}
        alarms = client("cloudwatch").get_paginator("describe_alarms").paginate()
        self._companions = [alarm["AlarmName"] for page in alarms for alarm in page["MetricAlarms"]]
        self._companions += world.account.schedules.names()

    def phase(self, case: Case) -> str:
        """The lock's."""
        return self._phases.get(case.site.hostname, "FREE")

    def companions(self, case: Case) -> list[str]:
        """Probe alarm and schedule of the migration."""
        own = case.site.alarm
        return [name for name in self._companions if case.site.name in name and name != own]

    def under_way(self, case: Case) -> bool:
        """Whether something will still happen by itself."""
        return (
            any(self.statuses.get(run) == "RUNNING" for run in case.runs)
            or self.phase(case) not in ("FREE", "UNVERIFIED")
            or bool(self.companions(case))
        )

    def ending(self, case: Case) -> str:
        """How each execution of the migration ended, in their order."""
        ends = (f"{machine} {self.statuses.get(run)}" for run, machine in case.runs.items())
        return ", ".join([*ends, f"lock {self.phase(case)}"])


def standing(records: list[dict[str, Any]]) -> str:
    """Records in a few words."""
    names = {HEROKU: "Heroku", AWS: "AWS"}
    words = []
    for record in sorted(records, key=lambda record: record["ResourceRecords"][0]["Value"], reverse=True):
        weight = f" {record['Weight']}" if "Weight" in record else ""
        words.append(names[record["ResourceRecords"][0]["Value"].rstrip(".")] + weight)
    return f"{' / '.join(words)}, TTL {records[0]['TTL']}"


def problems(case: Case, look: Look) -> Iterator[str]:
    """What is not as Landfall promises it."""
    if case.stopped_at is None:
        run = Run(case.world, next(iter(case.runs))).describe()
        yield f"never came to the state: {run.get('error')}: {run.get('cause')}"
        return
    records, phase = case.site.records(), look.phase(case)
    unverified = case.drifted is not None
    if look.under_way(case):
        yield f"still under way, with {', '.join(look.companions(case)) or 'no companions'}"
    if phase != ("UNVERIFIED" if unverified else "FREE"):
        yield f"the lock is {phase}"
    if unverified:
        if records != case.drifted:
            yield "the edit was overwritten"
        if not any(case.site.name in page["Message"] for page in case.world.pages()):
            yield "nobody was paged"
        return
    answers = set(case.world.name_server.sample(case.site.hostname, "CNAME", _ANSWERS))
    if not any(records_are and answers == {f"{side}."} for side, records_are in _healthy(case, records)):
        yield f"neither side serves alone: {answers}"


def _healthy(case: Case, records: list[dict[str, Any]]) -> Iterator[tuple[str, bool]]:
    yield HEROKU, records == [case.site.record()]
    if (case.machine, case.state) in _AT_THE_END:
        weights = {
            record["ResourceRecords"][0]["Value"].rstrip("."): record.get("Weight") for record in records
        }
        yield AWS, weights == {HEROKU: 0, AWS: 100}


def table(cases: list[Case], look: Look) -> tuple[list[str], int]:
    """One line for each state, and how many are wrong."""
    rows = [("state", "stood", "ended", "records", "seconds")]
    wrong = []
    for case in cases:
        found = list(problems(case, look))
        wrong += [f"{case.machine}.{case.state}: {problem}" for problem in found]
        rows.append(
            (
                f"{case.machine}.{case.state}",
                case.stood,
                look.ending(case),
                standing(case.site.records()) + (" (edited)" if case.drifted else ""),
                _seconds(case) + (" WRONG" if found else ""),
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return [*lines, *wrong], len(wrong)


def _seconds(case: Case) -> str:
    if case.stopped_at is None or case.settled_at is None:
        return "-"
    return f"{case.settled_at - case.stopped_at:.0f}"


def _migration(execution: str, machine: str, given: Any) -> str:
    name = execution.rsplit(":", 1)[1] if machine == SHIFT else given.get("migration", "")
    return name.removesuffix(_AGAIN)


def choose(names: list[str]) -> list[tuple[str, str]]:
    """The states that were asked for, as machine.State; all of them if none was."""
    every = states()
    wanted = [tuple(name.split(".", 1)) for name in names] or every
    unknown = [".".join(where) for where in wanted if where not in every]
    if unknown:
        raise ValueError(f"no such state: {', '.join(unknown)}")
    return [where for where in every if where in wanted]


def run(wanted: list[tuple[str, str]]) -> int:
    """Prints the table; returns 1 if one of its lines is wrong."""
    began = time.monotonic()
    with World() as world:
        print(f"deployed after {time.monotonic() - began:.0f} s", flush=True)
        everywhere = StopEverywhere(world, wanted)
        settled = everywhere.run()
        lines, wrong = table(everywhere.cases, Look(world))
        print("\n".join(lines))
    stopped = sum(case.stopped_at is not None for case in everywhere.cases)
    print(f"{stopped} of {len(wanted)} states stopped at, {wrong} wrong, {time.monotonic() - began:.0f} s")
    return 1 if wrong or not settled else 0
