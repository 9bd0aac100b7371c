"""The emulator's commands; emulator/run and emulator/serve call them."""

import argparse
import signal
import sys
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor, as_completed

from landfall_emulator import cases, command, evidence, scenarios, stops
from landfall_emulator.account import TARGET, Account, jars
from landfall_emulator.server import Server
from landfall_emulator.vectors import report
from landfall_emulator.world import FUNCTIONS, ROOT, World

VECTORS = ROOT / "rehearsal/src/test/resources/vectors"
DIFFERENCES = ROOT / "emulator/vectors-differences.yaml"

# More at once only wait for each other's processes on a small machine.
_SIDE_BY_SIDE = 8


def main(arguments: list[str]) -> int:
    """Runs one command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="emulator", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    play = commands.add_parser("scenarios", help="deploy Landfall and live through its stories")
    play.add_argument("names", nargs="*", metavar="NAME", help=", ".join(scenarios.ALL))
    run_cases = commands.add_parser("events", help="run events/ through the functions")
    run_cases.add_argument("only", nargs="*", metavar="FUNCTION", help="only these functions")
    commands.add_parser("vectors", help="run the rehearsal's vectors through moto's interpreter")
    everywhere = commands.add_parser("stop-everywhere", help="stop shift and rollback once at every state")
    everywhere.add_argument("--some", action="store_true", help="only the states that CI has time for")
    everywhere.add_argument("states", nargs="*", metavar="MACHINE.STATE", help="only these states")
    serve = commands.add_parser("serve", help="only moto, until it is stopped")
    serve.add_argument("port", nargs="?", type=int, default=4566)
    options = parser.parse_args(arguments)
    match options.command:
        case "scenarios":
            unknown = set(options.names) - scenarios.ALL.keys()
            if unknown:
                parser.error(
                    f"no scenario {', '.join(sorted(unknown))}; there are {', '.join(scenarios.ALL)}"
                )
            return _scenarios(options.names or list(scenarios.ALL))
        case "events":
            return _events(options.only)
        case "stop-everywhere":
            try:
                return stops.run(stops.choose(stops.SOME if options.some else options.states))
            except ValueError as refused:
                parser.error(str(refused))
        case "vectors":
            return report.run(VECTORS, DIFFERENCES)
        case _:
            return _serve(options.port)


def _scenarios(names: list[str]) -> int:
    failed = []
    command.build()
    with World() as world, ThreadPoolExecutor(_SIDE_BY_SIDE) as threads:
        print(f"Landfall is deployed in moto at {world.account.server.endpoint}", flush=True)
        running = {threads.submit(_scenario, world, name): name for name in names}
        for finished in as_completed(running):
            passed, report = finished.result()
            print(report, flush=True)
            if not passed:
                failed.append(running[finished])
        tokens = world.task_tokens()
    leaking = evidence.secrets_in_logs(tokens, TARGET / "logs")
    print(f"\n{len(tokens)} task tokens: found in {', '.join(leaking) or 'no log'}")
    print(f"{len(names) - len(failed)} of {len(names)} scenarios passed")
    if failed:
        print(f"failed: {', '.join(failed)}; the functions' logs are in emulator/target/logs")
    return 1 if failed or leaking else 0


def _scenario(world: World, name: str) -> tuple[bool, str]:
    scenario = scenarios.ALL[name]
    site = world.site(name)
    began = time.monotonic()
    try:
        passed, outcome = True, scenario(world, site)
    except AssertionError as failure:
        passed, outcome = False, f"FAILED: {failure}"
    except Exception:
        passed, outcome = False, f"FAILED: {traceback.format_exc()}"
    lines = [
        "",
        f"==== {name} ({time.monotonic() - began:.0f} s): {scenario.__doc__}",
        f"     {outcome}",
        *(f"     {line}" for line in evidence.lines(site)),
    ]
    return passed, "\n".join(lines)


def _events(only: list[str]) -> int:
    found = [case for case in cases.find(ROOT / "events") if not only or case.function in only]
    failed = 0
    with Account(jars(*FUNCTIONS)) as account:
        stack = account.deploy("landfall", ROOT / "template.yaml", {"HostedZoneIds": "Z0EXAMPLE"})
        runner = cases.Runner(account, stack)
        for case in [case for case in found if case.given.exists()][:1]:
            runner.warm_up(case)
        for case in found:
            problems = runner.run(case)
            failed += bool(problems)
            print(f"{'FAILED' if problems else 'ok    '} {case.function}/{case.name}", flush=True)
            for problem in problems:
                print(f"       {problem}", flush=True)
    print(f"\n{len(found) - failed} of {len(found)} events answered as expected")
    return 1 if failed or not found else 0


def _serve(port: int) -> int:
    server = Server(port)
    stopped = threading.Event()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: stopped.set())
    print(f"ready: AWS_ENDPOINT_URL={server.endpoint}", flush=True)
    stopped.wait()
    server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
