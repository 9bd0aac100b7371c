"""The stories that the deployed application must live through.

Each is a function of the world and returns what it measured, for the report. All assertions are
about what anybody with access to the account could see: records, answers, executions, pages.
"""

import time
from collections.abc import Callable

from landfall_emulator.poll import until
from landfall_emulator.world import AWS, HEROKU, Run, Site, World

Scenario = Callable[[World, Site], str]

_LONG_BAKE = "PT10M"


def shift_to_100(world: World, site: Site) -> str:
    """Traffic moves 10, 25, 50, 100, each step on proof, and AWS is alone."""
    run = site.start()
    for weight in (10, 25, 50, 100):
        run.park(site, weight)
    require_ended(run, "SUCCEEDED")
    require(site.aws_weight() == 100, f"AWS has weight {site.aws_weight()}")
    require(site.served() == {AWS: 1000}, f"served {site.served()}")
    return f"{len(run.history())} history events"


def alarm_while_parked(world: World, site: Site) -> str:
    """An alarm during the bake wakes the execution at once, and traffic comes back."""
    run = site.start(bake=_LONG_BAKE)
    run.park(site, 10)
    site.set_alarm("ALARM")
    began = time.monotonic()
    until(lambda: site.aws_weight() is None, "the first write of the rollback", 30)
    reaction = time.monotonic() - began
    require_ended(run, "FAILED", "ROLLED_BACK")
    require_rolled_back(site)
    return f"{reaction:.1f} s from the alarm to the rollback's first write"


def stopped_at_50(world: World, site: Site) -> str:
    """Somebody stops the execution; the rule on its end starts the rollback."""
    run = site.start(steps=[50, 100], bake=_LONG_BAKE)
    run.park(site, 50)
    run.stop()
    require_ended(run, "ABORTED")
    require_rolled_back(site)
    return "rolled back by the rule on the execution's end"


def somebody_edits_the_records(world: World, site: Site) -> str:
    """Drift halts the migration, is never overwritten, and pages."""
    run = site.start(steps=[10, 100])
    run.park(site, 10)
    old = next(record for record in site.records() if record["ResourceRecords"][0]["Value"].startswith(AWS))
    site.change(("DELETE", old), ("CREATE", {**old, "Weight": 33}))
    edited = site.records()
    require_ended(run, "FAILED", "ROLLED_BACK")
    require_ended(site.rollback(), "FAILED", "ROLLBACK_UNVERIFIED")
    require(site.records() == edited, "the edit was overwritten")
    until(lambda: any(site.name in page["Message"] for page in world.pages()), "a page", 30)
    return "the edit stands, and a human was paged"


def approval(world: World, site: Site) -> str:
    """A gate opens for an approval: not before the bake, once, and never again."""
    run = site.start(steps=[{"weight": 20, "gate": "approval", "deadline": _LONG_BAKE}, 100])
    run.park(site, 20)
    approve = {"by": "ada", "reason": "looks good"}
    require_status(site.ask("ApproveFunctionName", by="ada"), "INVALID")
    require_status(site.ask("ApproveFunctionName", **approve), "NOT_YET")
    until(
        lambda: site.ask("ApproveFunctionName", **approve).get("status") == "TAKEN",
        "the approval after the bake",
        30,
    )
    require_status(site.ask("ApproveFunctionName", **approve), "NOT_WAITING")
    require_ended(run, "SUCCEEDED")
    require(site.served() == {AWS: 1000}, f"served {site.served()}")
    return "early, taken, late: each said so"


def second_start(world: World, site: Site) -> str:
    """Only one migration per hostname; the second is refused and the first is not disturbed."""
    first = site.start(bake=_LONG_BAKE)
    first.park(site, 10)
    before = site.records()
    second = site.start(migration=f"{site.name}-second", bake=_LONG_BAKE)
    require_ended(second, "FAILED", "REFUSED")
    require(site.records() == before, "the second start wrote")
    require(first.parked(), "the first was disturbed")
    require_status(site.ask("AbortFunctionName", by="ada", reason="enough seen"), "TAKEN")
    require_rolled_back(site)
    return second.describe()["cause"]


def rollback_by_hand_after_completion(world: World, site: Site) -> str:
    """Days after AWS is alone, an operator goes back to Heroku."""
    require_ended(site.start(steps=[100]), "SUCCEEDED")
    require(site.served() == {AWS: 1000}, f"served {site.served()}")
    for name in ("by-hand", "again"):
        run = site.roll_back(name, hostname=site.hostname, by="ada", reason="second thoughts")
        require_ended(run, "SUCCEEDED")
        require_restored(site)
    return "twice, the second time without a difference"


def schedule_advances(world: World, site: Site) -> str:
    """A gate waits for the migration's own schedule, which is gone afterwards."""
    run = site.start(
        steps=[{"weight": 20, "gate": "schedule", "deadline": _LONG_BAKE}, 100],
        schedule={"expression": "cron(0 9 * * ? *)", "timezone": "Europe/Berlin"},
    )
    run.park(site, 20)
    (schedule,) = (name for name in world.account.schedules.names() if site.name in name)

    def opened() -> bool:
        world.account.schedules.fire(schedule)
        return not run.parked()

    until(opened, "the gate after the bake", 60)
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


ALL: dict[str, Scenario] = {
    scenario.__name__.replace("_", "-"): scenario
    for scenario in (
        shift_to_100,
        alarm_while_parked,
        stopped_at_50,
        somebody_edits_the_records,
        approval,
        second_start,
        rollback_by_hand_after_completion,
        schedule_advances,
        lost_alarm_event,
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
        f"ended {found['status']}, {found.get('error')}: {found.get('cause')}",
    )


def require_rolled_back(site: Site) -> None:
    """A rollback ran to its end, and the records are what they were."""
    require_ended(site.rollback(), "SUCCEEDED")
    require_restored(site)


def require_restored(site: Site) -> None:
    """The records are what they were before the migration, and are served."""
    require(site.records() == [site.record()], f"records {site.records()}")
    require(site.served() == {HEROKU: 1000}, f"served {site.served()}")


def require_status(answer: dict, status: str) -> None:
    """What a function answered to a person."""
    require(answer.get("status") == status, f"answered {answer}")
