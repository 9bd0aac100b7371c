"""The stories that the deployed application must live through.

Each is a function of the world and returns what it measured, for the report. All assertions are
about what anybody with access to the account could see: records, answers, executions, pages.
"""

import json
import time
from collections.abc import Callable
from typing import Any

from landfall_emulator.command import Answer, Command, SilentEndpoint
from landfall_emulator.origins import Behaviour
from landfall_emulator.poll import until
from landfall_emulator.world import AWS, HEROKU, Run, Site, World, steps

Scenario = Callable[[World, Site], str]

# Time enough to do something before it is over, and longer than any scenario.
_BAKE, _LONG_BAKE = "PT30S", "PT20M"
# In which a busy machine starts the command: a JVM, more than once.
_BAKE_TO_ASK_IN = "PT2M"


def shift_to_100(world: World, site: Site) -> str:
    """Traffic moves 10, 25, 50, 100, each step on proof, and AWS is alone."""
    # The first step without an exemption: its sample comes from the probe, a minute later.
    run = site.start(steps=[10, *steps(25, 50, 100)])
    require_ended(run, "SUCCEEDED")
    require(site.aws_weights() == [0, 10, 25, 50, 100], f"AWS had weights {site.aws_weights()}")
    require(site.served() == {AWS: 1000}, f"served {site.served()}")
    return f"parked {len(run.entered('Park'))} times, {len(run.history())} history events"


def alarm_while_parked(world: World, site: Site) -> str:
    """An alarm during the bake wakes the execution at once, and traffic comes back."""
    run = site.start(bake=_LONG_BAKE)
    run.park(site, 10)
    rang_at = time.monotonic()
    site.set_alarm("ALARM")
    require_ended(run, "FAILED", "ROLLED_BACK")
    require_rolled_back(site)
    back_at, weight = site.weight_changes()[-1]
    require(weight is None, f"AWS has weight {weight}")
    return f"{back_at - rang_at:.1f} s from the alarm to the rollback's first write"


def stopped_at_50(world: World, site: Site) -> str:
    """Somebody stops the execution; the rule on its end starts the rollback."""
    run = site.start(steps=steps(50, 100), bake=_LONG_BAKE)
    run.park(site, 50)
    run.stop()
    require_ended(run, "ABORTED")
    require_rolled_back(site)
    return "rolled back by the rule on the execution's end"


def somebody_edits_the_records(world: World, site: Site) -> str:
    """Drift halts the migration, is never overwritten, and pages."""
    run = site.start(steps=[*steps(10, bake=_BAKE), *steps(100)])
    run.park(site, 10)
    old = next(record for record in site.records() if record["ResourceRecords"][0]["Value"].startswith(AWS))
    site.change(("DELETE", old), ("CREATE", {**old, "Weight": 33}))
    edited = site.records()
    require_ended(run, "FAILED", "ROLLED_BACK")
    require_ended(restoring(site), "FAILED", "ROLLBACK_UNVERIFIED")
    require(site.records() == edited, "the edit was overwritten")
    until(lambda: any(site.name in page["Message"] for page in world.pages()), "a page")
    site.landfall("rollback", site.hostname, "--wait").require(4, "ROLLBACK_UNVERIFIED")
    require(site.records() == edited, "the operator's rollback overwrote the edit")
    return "the edit stands, and a human was paged"


def approval(world: World, site: Site) -> str:
    """A gate opens for an approval: not before the bake, once, and never again."""
    gated = steps(20, gate="approval", bake=_BAKE_TO_ASK_IN, deadline=_LONG_BAKE)
    start = ("start", site.spec_file(steps=[*gated, *steps(100)]), "--name", site.name)
    site.landfall(*start).require(0, f"started {site.name}")
    # The same start again is the same execution, and stays until its end.
    waiting = site.landfall_beside(*start, "--wait")
    run = site.shift()
    run.park(site, 20)
    approve = ("approve", site.hostname, "--reason", "looks good")
    site.landfall(*approve).require(5, "ask again then")
    site.landfall("status", site.hostname).require(0, "SHIFTING", "for approval at AWS 20 %")
    site.landfall("approve", site.hostname).require_complaint(2, "--reason")
    require_status(site.ask("ApproveFunctionName", by="ada"), "INVALID")
    until(lambda: site.landfall(*approve).code == 0, "the approval after the bake")
    again = site.landfall(*approve).require(5)
    require("before" in again.out or "does not wait" in again.out, f"the second approval: {again.out}")
    waiting.end().require(0, "looks good", "COMPLETED")
    require_ended(run, "SUCCEEDED")
    require(site.served() == {AWS: 1000}, f"served {site.served()}")
    site.landfall("history", site.hostname).require(0, "started:", "approval by", "COMPLETED")
    site.landfall("status", site.name).require(0, "COMPLETED", "AWS 100 %")
    return "early, taken, late: each said so"


def abort(world: World, site: Site) -> str:
    """An operator sends traffic back; who waits for the shift, or watches it, learns of it."""
    start = ("start", site.spec_file(bake=_LONG_BAKE), "--name", site.name)
    site.landfall(*start).require(0, "landfall status")
    looking = [site.landfall_beside(*start, "--wait"), site.landfall_beside("status", site.name, "--watch")]
    site.shift().park(site, 10)
    site.landfall("abort", site.hostname, "--reason", "support calls").require(0, "goes back to Heroku")
    looking[0].end().require(3, "ROLLED_BACK", "support calls")
    looking[1].end().require(0, "SHIFTING", "ROLLED_BACK")
    require_rolled_back(site)
    site.landfall("abort", site.name, "--reason", "still calls").require(5, "no such migration is shifting")
    return "exit code 3 for who waited; asked again, it said that nothing was under way"


def mistakes_of_operators(world: World, site: Site) -> str:
    """Whatever is asked wrongly is told in one line, and changes nothing."""
    why = ("--reason", "none")
    for asked in (["status"], ["history"], ["approve", *why], ["abort", *why], ["rollback"]):
        for name in (site.hostname, site.name):
            site.landfall(asked[0], name, *asked[1:]).require_complaint(2, name, "is known")
    site.landfall("status", "--stack", "other").require_complaint(2, "--stack", "other", "sam deploy")
    site.landfall("status", "--profile", "other").require_complaint(2, "--profile", "other")
    site.landfall("status", "--region", "moon").require_complaint(2, "--region", "moon")
    site.landfall("start", site.spec_file(bake="soon")).require_complaint(2, "bake", "soon")
    elsewhere = site.spec_file(hostedZoneId="Z0NOSUCHZONE")
    site.landfall("start", elsewhere, "--name", site.name, "--wait").require(5, "REFUSED", "Z0NOSUCHZONE")
    site.landfall("status", site.name).require(0, "REFUSED", "Z0NOSUCHZONE")
    site.landfall("start", site.spec_file(), "--name", site.name).require_complaint(2, "--name", site.name)
    require_restored(site)
    return unreachable()


def unreachable() -> str:
    """AWS refuses connections, or takes them and is silent: one line, soon enough."""
    Command("http://127.0.0.1:1", ("status",)).end().require_complaint(1, "did not answer")
    with SilentEndpoint() as endpoint:
        answer = Command(endpoint, ("status",)).end().require_complaint(1, "did not answer")
    require(answer.seconds < 40, f"gave up after {answer.seconds:.0f} s only")
    return f"a silent AWS was given up after {answer.seconds:.0f} s"


def under_a_plan(world: World, site: Site) -> str:
    """A shift that names a plan starts once the plan is registered, and as the plan has it."""
    plan = site.plan_file()
    planned = json.loads(site.landfall("plan", "spec", plan).require(0, "sha256:").out)

    def start(name: str, **overrides: Any) -> Answer:
        spec = site.spec_file(**{"plan": planned["plan"], "bake": planned["bake"], **overrides})
        return site.landfall("start", spec, "--name", name, "--wait")

    start(f"{site.name}-unknown").require(5, "REFUSED", "plan", "registered")
    site.landfall("plan", "register", plan).require(0, planned["plan"])
    start(f"{site.name}-hasty", bake="PT1M").require(5, "REFUSED", "bake", planned["bake"])
    require_restored(site)
    spec = site.spec_file(plan=planned["plan"], bake=planned["bake"])
    site.landfall("start", spec, "--name", site.name).require(0)
    site.shift().park(site, 10)
    site.landfall("abort", site.hostname, "--reason", "admitted, which was the question").require(0)
    require_rolled_back(site)
    return "refused unregistered and with a shorter bake, admitted as planned"


def second_start(world: World, site: Site) -> str:
    """Only one migration per hostname; the second is refused and the first is not disturbed."""
    first = site.start(bake=_LONG_BAKE)
    first.park(site, 10)
    before = site.records()
    second = site.landfall("start", site.spec_file(), "--name", f"{site.name}-second", "--wait")
    second.require(5, "REFUSED", "weighted already", f"landfall {site.name} aws")
    require(site.records() == before, "the second start wrote")
    require(first.parked(), "the first was disturbed")
    require_status(site.ask("AbortFunctionName", by="ada", reason="enough seen"), "TAKEN")
    require_rolled_back(site)
    return second.out.splitlines()[-1]


def rollback_by_hand_after_completion(world: World, site: Site) -> str:
    """Days after AWS is alone, an operator goes back to Heroku."""
    require_ended(site.start(steps=steps(100)), "SUCCEEDED")
    require(site.served() == {AWS: 1000}, f"served {site.served()}")
    for name in (site.hostname, site.name):
        site.landfall("rollback", name, "--reason", "second thoughts", "--wait").require(3, "ROLLED_BACK")
        require_restored(site)
    return "twice, the second time without a difference"


def schedule_advances(world: World, site: Site) -> str:
    """A gate waits for the migration's own schedule, which is gone afterwards."""
    run = site.start(
        # The next nine o'clock must come before it, whatever the time is now.
        steps=[*steps(20, gate="schedule", deadline="P2D"), *steps(100)],
        schedule={"expression": "cron(0 9 * * ? *)", "timezone": "Europe/Berlin"},
    )
    run.park(site, 20)
    site.landfall("approve", site.name, "--reason", "looks good").require(5, "does not wait for an approval")
    (schedule,) = (name for name in world.account.schedules.names() if site.name in name)

    def opened() -> bool:
        world.account.schedules.fire(schedule)
        return not run.parked()

    until(opened, "the gate after the bake")
    require_ended(run, "SUCCEEDED")
    require(schedule not in world.account.schedules.names(), "the schedule was left behind")
    return "opened by EventBridge Scheduler's call"


def lost_alarm_event(world: World, site: Site) -> str:
    """EventBridge loses the alarm's event; the sweeper finds the alarm within its minute."""
    world.account.bus.lose(lambda event: event["detail"].get("alarmName") == site.alarm)
    run = site.start(bake=_LONG_BAKE)
    run.park(site, 10)
    site.set_alarm("ALARM")
    require_ended(run, "FAILED", "ROLLED_BACK")
    require_rolled_back(site)
    require(len(world.account.bus.lost) == 1, "the event was not lost")
    return "found by the sweeper"


def rollback_stopped_too(world: World, site: Site) -> str:
    """Somebody stops the shift, and then its rollback; the sweeper starts another one."""
    run = site.start(bake=_LONG_BAKE)
    run.park(site, 10)
    run.stop()
    first = restoring(site)
    first.stop()
    require_ended(first, "ABORTED")
    until(
        lambda: any(other.describe()["status"] == "SUCCEEDED" for other in site.rollbacks()),
        "a rollback that is left alone",
    )
    require_restored(site)
    return f"{len(site.rollbacks())} rollbacks"


def aws_answers_with_errors(world: World, site: Site) -> str:
    """No alarm rings, but the probe sees AWS fail and Heroku well; traffic comes back."""
    run = site.start(steps=[*steps(10, bake="PT1M"), *steps(100)])
    run.park(site, 10)
    world.aws_side.behaviours[site.hostname] = Behaviour(status=503)
    require_ended(run, "FAILED", "ROLLED_BACK")
    require_rolled_back(site)
    return run.describe()["cause"]


ALL: dict[str, Scenario] = {
    scenario.__name__.replace("_", "-"): scenario
    for scenario in (
        # The longest first, so that they do not run alone at the end.
        approval,
        shift_to_100,
        aws_answers_with_errors,
        rollback_by_hand_after_completion,
        under_a_plan,
        mistakes_of_operators,
        abort,
        somebody_edits_the_records,
        alarm_while_parked,
        stopped_at_50,
        second_start,
        schedule_advances,
        lost_alarm_event,
        rollback_stopped_too,
    )
}


def require(holds: bool, otherwise: str) -> None:
    """An assertion that survives `python -O` and says what is wrong."""
    if not holds:
        raise AssertionError(otherwise)


def require_ended(run: Run, status: str, error: str | None = None) -> None:
    """Waits for the end, which must be this one."""
    found = run.end()
    require(
        found["status"] == status and (error is None or found.get("error") == error),
        f"{run.name()} ended {found['status']}, {found.get('error')}: {found.get('cause')}",
    )


def restoring(site: Site) -> Run:
    """A rollback of the site that takes the lock and does the work; waits for one."""

    def started() -> Run | None:
        return next((run for run in site.rollbacks() if run.entered("Restore")), None)

    return until(started, f"a rollback of {site.name}")


def require_rolled_back(site: Site) -> None:
    """Every rollback of the site ended well, whoever started it, and the records are what they were."""
    restoring(site)
    require_restored_by(site)
    require_restored(site)
    require(not any(site.name in page["Message"] for page in site.world.pages()), "somebody was paged")


def require_restored_by(site: Site) -> None:
    """Rollbacks start each other's like, so their number is only known when all have ended."""
    ended: set[str] = set()
    while waiting := [run for run in site.rollbacks() if run.arn not in ended]:
        for run in waiting:
            require_ended(run, "SUCCEEDED")
            ended.add(run.arn)


def require_restored(site: Site) -> None:
    """The records are what they were before the migration, and are served."""
    require(site.records() == [site.record()], f"records {site.records()}")
    require(site.served() == {HEROKU: 1000}, f"served {site.served()}")


def require_status(answer: dict, status: str) -> None:
    """What a function answered to a person."""
    require(answer.get("status") == status, f"answered {answer}")
