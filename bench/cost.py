"""What a migration costs, counted in a rehearsal, against a design that polls."""

import dataclasses
import json
import math
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import common

# ---- List prices of us-east-1 in dollars; free tiers are left aside. Looked up on 21 November 2026 in stored
# copies: transitions in one of AWS's page, the others in pages of third parties that quote it.

PRICES = {
    # aws.amazon.com/step-functions/pricing: $0.025 per 1,000 transitions, retries included
    "transitions": 0.025 / 1_000,
    # aws.amazon.com/lambda/pricing: $0.20 per million requests
    "invocations": 0.20 / 1_000_000,
    # the same page, arm64, first tier
    "GB-seconds": 0.0000133334,
    # aws.amazon.com/dynamodb/pricing/on-demand, since November 2024
    "read units": 0.125 / 1_000_000,
    # the same page
    "write units": 0.625 / 1_000_000,
    # aws.amazon.com/cloudwatch/pricing: GetMetricData, $0.01 per 1,000 metrics
    "metrics": 0.01 / 1_000,
    # the same page: $0.01 per 1,000 requests of most kinds; counted as if those for alarms were so
    "CloudWatch requests": 0.01 / 1_000,
    # aws.amazon.com/eventbridge/pricing: Scheduler, $1.00 per million; events of AWS services are free
    "schedules fired": 1.00 / 1_000_000,
}

# docs.aws.amazon.com/step-functions/latest/dg/bp-history-limit.html: the execution fails at it
MOST_HISTORY_EVENTS = 25_000

# ---- Assumptions, the same for both designs

MEMORY_GB = 1.0  # template.yaml's MemorySize
BILLED_SECONDS = 0.5  # of each invocation; not measured, no account was used
METRICS_OF_AN_ALARM_READ = 3  # one for each alarm of the spec, and the probe alarm's
READ_UNIT_BYTES = 4_096

# ---- What a call of a port asks of AWS, read from the adapters (DynamoDb*, CloudWatch*); kept by hand

_GET = {"DynamoDB requests": 1, "read units": 1}
_PUT = {"DynamoDB requests": 1, "write units": 1}
# Two writes of at most 1 KB (a condition check counts as one), each twice the price in a transaction.
_FENCED_PUT = {"DynamoDB requests": 1, "write units": 4}
_READ_ALARMS = {"CloudWatch calls": 2, "CloudWatch requests": 1, "metrics": METRICS_OF_AN_ALARM_READ}
_ONE_REQUEST = {"CloudWatch calls": 1, "CloudWatch requests": 1}

REQUESTS = {
    "Journal.append": [_GET, _FENCED_PUT],
    "Journal.note": [_GET, _PUT],
    "Journal.read": [{"DynamoDB requests": 1, "journal reads": 1}],
    "Locks.find": [_GET],
    "Locks.held": [_GET],
    "Locks.take": [_GET, _PUT],
    "Locks.rollBack": [_GET, _PUT],
    "Locks.release": [_GET, _PUT],
    "Parking.park": [_FENCED_PUT],
    "Parking.find": [_GET],
    "Alarms.read": [_READ_ALARMS],
    "Alarms.createProbeAlarm": [_ONE_REQUEST],
    "Alarms.deleteProbeAlarm": [_ONE_REQUEST],
    "Alarms.migrationsWithProbeAlarm": [_ONE_REQUEST],
    "Samples.probes": [{"CloudWatch calls": 1, "metrics": 4}],
    "Samples.requests": [{"CloudWatch calls": 1, "metrics": 1}],
}
# Route 53, Step Functions and Scheduler charge nothing for these calls; probes and name servers are no AWS
# call, and the recorder's metrics are log lines.
FREE = ("TrafficRouter", "NameServers", "Origins", "ProbeRecorder", "Executions", "Schedules")

PROBE, SWEEP = "ProbeFunction", "SweepFunction"

# ---- The design that polls: Wait -> Task (reads journal and alarms) -> Choice in place of a parked execution

TURN_TRANSITIONS = 3
TURN_HISTORY_EVENTS = 9  # each state's Entered and Exited, and the task's Scheduled, Started, Succeeded
TURN_CALLS = ["Journal.read", "Alarms.read"]
POLL_SECONDS = [60, 10]

BAKES = {"30 minutes": ("PT30M", 1_800), "a day": ("P1D", 86_400), "a week": ("P7D", 604_800)}
WEIGHTS = [10, 25, 50, 100]

_SPEC = """\
hostname: api.bench.example
hostedZoneId: Z0BENCHEXAMPLE0
heroku: {{cname: polar-dawn-1234.herokudns.com}}
aws: {{cname: api-1234567890.eu-west-1.elb.amazonaws.com}}
steps: {weights}
gate: timer
bake: {bake}
alarms:
  - api-latency
  - name: api-5xx
    sparse: the load balancer counts errors only when there are some
health:
  loadBalancer: app/api/50dc6c495c0c9188
"""


@dataclasses.dataclass
class Bill:
    """What is counted, by name; `history` is that of one execution."""

    counts: Counter
    history: int

    def dollars(self) -> float:
        return sum(PRICES[name] * count for name, count in self.counts.items() if name in PRICES)


def run() -> bool:
    """Prints counts and prices; breaks nothing."""
    bakes = [_rehearsal(WEIGHTS, bake) for bake, _ in BAKES.values()]
    fewer = _rehearsal(WEIGHTS[1:], "PT30M")
    with tempfile.TemporaryDirectory() as folder:
        counted = _rehearse(Path(folder), [*bakes, fewer])
    *runs, run_of_fewer = counted
    _print_step(runs[0], run_of_fewer)
    _print_bill(runs[0])
    _print_comparison(runs)
    return True


def _rehearsal(weights: list[int], bake: str) -> str:
    return _SPEC.format(weights=weights, bake=bake)


def _rehearse(folder: Path, specs: list[str]) -> list[dict]:
    files = []
    for number, spec in enumerate(specs):
        files.append(folder / f"{number}.yaml")
        files[-1].write_text(spec)
    jars = common.class_path(*common.require_built(common.COMMAND))
    command = [common.jdk() / "bin" / "java", "-cp", jars, Path(__file__).parent / "Calls.java", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise common.NotBuilt(f"the rehearsal failed: {done.stderr.strip()[-500:]}")
    return [_completed(json.loads(line)) for line in done.stdout.splitlines()]


def _completed(run: dict) -> dict:
    if run["outcome"] != "COMPLETED":
        raise common.NotBuilt(f"a rehearsal ended {run['outcome']}")
    return run


# ---- Counting


def _bill(run: dict, functions: set[str]) -> Bill:
    """Of these functions, and of the machines."""
    counts = Counter({"transitions": run["transitions"]})
    for function in functions:
        _invoked(counts, run["invocations"].get(function, 0))
        for call, times in run["calls"].get(function, {}).items():
            _called(counts, call, times, run["journalBytes"])
    counts["schedules fired"] = sum(run["invocations"][name] for name in {PROBE, SWEEP} & functions)
    return Bill(counts, run["historyEvents"])


def _invoked(counts: Counter, times: int) -> None:
    counts["invocations"] += times
    counts["GB-seconds"] += times * MEMORY_GB * BILLED_SECONDS


def _called(counts: Counter, call: str, times: int, journal_bytes: int) -> None:
    if call.split(".")[0] in FREE:
        return
    if call not in REQUESTS:
        raise common.NotBuilt(f"bench/cost.py does not know what {call} asks of AWS: add it to REQUESTS")
    for request in REQUESTS[call]:
        for name, count in request.items():
            counts[name] += count * times
    # A whole journal at each read: more than was there, but for the last.
    counts["read units"] += counts.pop("journal reads", 0) * math.ceil(journal_bytes / READ_UNIT_BYTES)


def _everything(run: dict) -> set[str]:
    return set(run["invocations"])


def _landfall(run: dict) -> Bill:
    return _bill(run, _everything(run))


def _polling(run: dict, bake_seconds: int, poll_seconds: int) -> Bill:
    """The same steps and probes; nobody sweeps, and turns of a loop take the place of waiting."""
    bill = _bill(run, _everything(run) - {SWEEP})
    turns = len(WEIGHTS) * bake_seconds // poll_seconds
    bill.counts["transitions"] += turns * TURN_TRANSITIONS
    bill.history += turns * TURN_HISTORY_EVENTS
    _invoked(bill.counts, turns)
    for call in TURN_CALLS:
        _called(bill.counts, call, turns, run["journalBytes"])
    return bill


# ---- Printing


def _print_step(run: dict, fewer: dict) -> None:
    common.title("Transitions and history events (rehearsed without a fault)")
    names = ["transitions", "historyEvents"]
    step = {name: run[name] - fewer[name] for name in names}
    common.table(
        ["", "transitions", "history events", "share of a history's limit"],
        [
            _step_row("one step", step),
            _step_row("start and end", {name: run[name] - len(WEIGHTS) * step[name] for name in names}),
            _step_row(f"a migration of {len(WEIGHTS)} steps", run),
        ],
    )


def _step_row(what: str, counts: dict) -> list[str]:
    events = counts["historyEvents"]
    return [what, str(counts["transitions"]), str(events), f"{events / MOST_HISTORY_EVENTS:.2%}"]


def _print_bill(run: dict) -> None:
    hours = run["virtualSeconds"] / 3600
    common.title(f"Who calls what: {len(WEIGHTS)} steps of 30 minutes, {hours:.1f} hours in all")
    machines = _everything(run) - {PROBE, SWEEP}
    parts = {
        "machines and events": _bill(run, machines),
        "probe, each minute": _without_transitions(_bill(run, {PROBE})),
        "sweeper, each minute": _without_transitions(_bill(run, {SWEEP})),
        "all": _landfall(run),
    }
    names = ["transitions", "invocations", "DynamoDB requests", "CloudWatch calls", "schedules fired"]
    everything = parts["all"].dollars()
    rows = [_bill_row(what, bill, names, everything) for what, bill in parts.items()]
    common.table(["", *names, "dollars", "share"], rows)


def _bill_row(what: str, bill: Bill, names: list[str], everything: float) -> list[str]:
    counts = [f"{bill.counts[name]:,}" for name in names]
    return [what, *counts, f"{bill.dollars():.4f}", f"{bill.dollars() / everything:.0%}"]


def _without_transitions(bill: Bill) -> Bill:
    bill.counts["transitions"] = 0
    return bill


def _print_comparison(runs: list[dict]) -> None:
    common.title(f"Against polling, bakes of {', '.join(BAKES)} ({len(WEIGHTS)} steps each)")
    head = ["bake, design", "transitions", "history events", "invocations", "DynamoDB", "CloudWatch"]
    rows = []
    for (bake, (_, seconds)), run in zip(BAKES.items(), runs, strict=True):
        ours = _landfall(run)
        rows.append(_comparison_row(f"{bake}: Landfall", ours, ours))
        for poll in POLL_SECONDS:
            rows.append(_comparison_row(f"{bake}: polls each {poll} s", _polling(run, seconds, poll), ours))
    common.table([*head, "dollars", "of Step Functions", "/ Landfall's"], rows)
    print(f"\n! = more than the {MOST_HISTORY_EVENTS:,} history events of one execution: it would fail")


def _comparison_row(what: str, bill: Bill, ours: Bill) -> list[str]:
    counts = bill.counts
    names = ["invocations", "DynamoDB requests", "CloudWatch calls"]
    return [
        what,
        f"{counts['transitions']:,}",
        f"{'! ' if bill.history > MOST_HISTORY_EVENTS else ''}{bill.history:,}",
        *(f"{counts[name]:,}" for name in names),
        f"{bill.dollars():.3f}",
        f"{counts['transitions'] * PRICES['transitions']:.4f}",
        f"{bill.dollars() / ours.dollars():.2f}",
    ]
