"""Landfall deployed, with what it works on: a hosted zone, its name server, Heroku and AWS.

Every scenario has a site of its own, that is a hostname, an alarm and a migration, so that scenarios
can run side by side in one account, as migrations do.
"""

import dataclasses
import json
import threading
from pathlib import Path
from typing import Any

from landfall_emulator.account import TARGET, Account, jars
from landfall_emulator.certificates import Authority
from landfall_emulator.command import Answer, Command
from landfall_emulator.dns import NameServer
from landfall_emulator.eventbridge import targets
from landfall_emulator.origins import Origin
from landfall_emulator.poll import until
from landfall_emulator.seams import route53

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = (ROOT / "functions/target/lambda/lib", ROOT / "functions/target/ric")

ZONE_ID, ZONE = "Z0LANDFALLEMULATOR", "shop.example"
HEROKU, AWS = "calm-lake-1.herokudns.com", "app-1.us-east-1.elb.amazonaws.com"
# Short, so that nobody waits long for it to leave the caches, and longer than the spec's.
OLD_TTL, TTL = 4, 2

_ALARM_PERIOD = 10
_METRICS_EVERY_SECONDS = 5.0
_QUESTIONS = 1000
_NAMESPACE = "Emulator"


class World:
    """Use it as a context manager; nothing outlives it."""

    def __init__(self) -> None:
        authority = Authority(TARGET / "certificates")
        certificate = authority.issue([f"*.{ZONE}"])
        self.heroku = Origin("heroku", "127.0.0.2", certificate=certificate)
        self.aws_side = Origin("aws", "127.0.0.3", self.heroku.port, certificate)
        hosts = {HEROKU: self.heroku.address, AWS: self.aws_side.address}
        self.name_server = NameServer(hosts)
        # dnsjava's own option: the functions resolve the names of both origins, and no others.
        resolver = f"-Ddns.server={self.name_server.address}"
        self.account = Account(jars(*FUNCTIONS), (*authority.java_options, resolver))
        self.client = self.account.aws.client
        self.sites: list[Site] = []
        self._stopped = threading.Event()
        self._reading = threading.Lock()
        self._read: list[dict[str, Any]] = []

    def __enter__(self) -> "World":
        for part in (self.heroku, self.aws_side, self.name_server):
            part.start()
        self.client("route53").create_hosted_zone(Name=f"{ZONE}.", CallerReference=ZONE_ID)
        self.stack = self.account.deploy("landfall", ROOT / "template.yaml", {"HostedZoneIds": ZONE_ID})
        self.outputs = self.stack.outputs
        self._pages = self._subscribe_to_pages()
        self._warm_up()
        self.account.start_functions(self.stack.resources("AWS::Lambda::Alias").values())
        self.account.schedules.start()
        threading.Thread(target=self._emit_metrics, daemon=True).start()
        return self

    def __exit__(self, *_) -> None:
        self._stopped.set()
        self.account.__exit__()
        for part in (self.heroku, self.aws_side, self.name_server):
            part.stop()

    def site(self, name: str) -> "Site":
        """A hostname that Heroku serves, with an alarm that is OK."""
        site = Site(self, name)
        site.create()
        self.sites.append(site)
        return site

    def task_tokens(self) -> set[str]:
        """Every token that a shift passed to its functions: who has one can steer the execution."""
        machine = self.outputs["ShiftStateMachineArn"]
        executions = self.client("stepfunctions").list_executions(stateMachineArn=machine)["executions"]
        return {
            token
            for execution in executions
            for event in Run(self, execution["executionArn"]).history()
            for token in _token(event)
        }

    def pages(self) -> list[dict[str, Any]]:
        """What paged a human so far."""
        sqs = self.client("sqs")
        with self._reading:
            while found := sqs.receive_message(QueueUrl=self._pages, MaxNumberOfMessages=10).get("Messages"):
                for message in found:
                    sqs.delete_message(QueueUrl=self._pages, ReceiptHandle=message["ReceiptHandle"])
                    self._read.append(json.loads(message["Body"]))
            return list(self._read)

    def _warm_up(self) -> None:
        event = {"migration": "warm-up", "execution": "", "spec": Site(self, "warm-up").spec()}
        self.account.warm_up(self.stack.physical_id("ValidateFunction"), json.dumps(event).encode())

    def _subscribe_to_pages(self) -> str:
        sqs = self.client("sqs")
        queue = sqs.create_queue(QueueName="pages")["QueueUrl"]
        arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        self.client("sns").subscribe(TopicArn=self.outputs["PagesTopicArn"], Protocol="sqs", Endpoint=arn)
        return targets.queue_url(self.account.aws, arn)

    def _emit_metrics(self) -> None:
        while not self._stopped.wait(_METRICS_EVERY_SECONDS):
            for site in list(self.sites):
                site.emit_metric()


def steps(*weights: int, **common: Any) -> list[dict[str, Any]]:
    """Steps whose sample may be empty: no whole minute of CloudWatch fits into their bakes."""
    exemption = {"minimumRequests": 0, "reason": "the emulator's bakes are shorter than a minute"}
    return [{"weight": weight, "exemption": exemption, **common} for weight in weights]


@dataclasses.dataclass
class Site:
    """One hostname and what a scenario does to it."""

    world: World
    name: str

    @property
    def hostname(self) -> str:
        return f"{self.name}.{ZONE}"

    @property
    def alarm(self) -> str:
        return f"{self.name}-errors"

    def create(self) -> None:
        """Makes the record and the alarm as they are before a migration."""
        self.change(("CREATE", self.record()))
        self.world.client("cloudwatch").put_metric_alarm(
            AlarmName=self.alarm,
            Namespace=_NAMESPACE,
            MetricName="Errors",
            Dimensions=[{"Name": "Site", "Value": self.name}],
            Statistic="Sum",
            Period=_ALARM_PERIOD,
            EvaluationPeriods=1,
            Threshold=5,
            ComparisonOperator="GreaterThanThreshold",
            ActionsEnabled=True,
        )
        self.emit_metric()

    def emit_metric(self) -> None:
        """No errors, but data."""
        self.world.client("cloudwatch").put_metric_data(
            Namespace=_NAMESPACE,
            MetricData=[
                {
                    "MetricName": "Errors",
                    "Dimensions": [{"Name": "Site", "Value": self.name}],
                    "Value": 0,
                }
            ],
        )

    def record(self) -> dict[str, Any]:
        """The record set that the hostname has before a migration."""
        return {
            "Name": f"{self.hostname}.",
            "Type": "CNAME",
            "TTL": OLD_TTL,
            "ResourceRecords": [{"Value": HEROKU}],
        }

    def records(self) -> list[dict[str, Any]]:
        """The record sets that Route 53 has of the hostname now."""
        answer = self.world.client("route53").list_resource_record_sets(
            HostedZoneId=ZONE_ID, StartRecordName=f"{self.hostname}."
        )
        return [record for record in answer["ResourceRecordSets"] if record["Name"] == f"{self.hostname}."]

    def change(self, *changes: tuple[str, dict[str, Any]]) -> None:
        """Edits the records past Landfall, as a colleague with a console would."""
        self.world.client("route53").change_resource_record_sets(
            HostedZoneId=ZONE_ID,
            ChangeBatch={
                "Changes": [{"Action": action, "ResourceRecordSet": record} for action, record in changes]
            },
        )

    def aws_weight(self) -> int | None:
        """The weight of AWS in Route 53; None while the record is simple."""
        weights = {
            record["ResourceRecords"][0]["Value"].rstrip("."): record["Weight"]
            for record in self.records()
            if "Weight" in record
        }
        return weights.get(AWS)

    def weight_changes(self) -> list[tuple[float, int | None]]:
        """When AWS got which weight, by time.monotonic; None where its record is gone again."""
        changes: list[tuple[float, int | None]] = []
        for at, records in route53.written(ZONE_ID):
            ours = (record for record in records if record.name == f"{self.hostname}.")
            weight = next((record.weight for record in ours if record.records == [AWS]), None)
            if weight != (changes[-1][1] if changes else None):
                changes.append((at, weight))
        return changes

    def aws_weights(self) -> list[int | None]:
        """The weights that AWS has had, in their order; None where its record is gone again."""
        return [weight for _, weight in self.weight_changes()]

    def served(self) -> dict[str, int]:
        """How often each target comes back when the name server is asked a thousand times."""
        answers = self.world.name_server.sample(self.hostname, "CNAME", _QUESTIONS)
        return {answer.rstrip("."): count for answer, count in answers.items()}

    def set_alarm(self, state: str) -> None:
        """Puts the alarm into a state, which emits its event."""
        self.world.client("cloudwatch").set_alarm_state(
            AlarmName=self.alarm, StateValue=state, StateReason="the scenario says so"
        )

    def spec(self, **overrides: Any) -> dict[str, Any]:
        """A shift with short bakes."""
        return {
            "hostname": self.hostname,
            "hostedZoneId": ZONE_ID,
            "heroku": {"cname": HEROKU},
            "aws": {"cname": AWS},
            "alarms": [self.alarm],
            "bake": f"PT{_ALARM_PERIOD}S",
            "ttl": f"PT{TTL}S",
            "steps": steps(10, 25, 50, 100),
            "probe": {"port": self.world.heroku.port},
            "health": {"minimumRequests": 1, "minimumProbes": 1, "noDataDeadline": "PT2M"},
            "dns": {"nameServers": [self.world.name_server.address], "questions": _QUESTIONS},
            **overrides,
        }

    def start(self, migration: str | None = None, **overrides: Any) -> "Run":
        """Starts a shift of the hostname."""
        return self._run("ShiftStateMachineArn", migration or self.name, self.spec(**overrides))

    def start_rollback(self) -> "Run":
        """Starts the rollback machine past the command, under a name that nobody else gives."""
        name = f"{self.name}-{len(self.rollbacks())}-by-hand"
        return self._run("RollbackStateMachineArn", name, {"migration": self.name, "by": "ada"})

    def spec_file(self, **overrides: Any) -> str:
        """The spec as an operator has it; one file, so that an earlier one of the site is gone."""
        file = TARGET / "specs" / f"{self.name}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(self.spec(**overrides)))
        return str(file)

    def plan_file(self) -> str:
        """A plan of an app that has nothing but this hostname, as `landfall assess` makes it."""
        inventory = TARGET / "specs" / f"{self.name}.yaml"
        inventory.parent.mkdir(parents=True, exist_ok=True)
        app = {"app": self.name, "processes": [{"name": "web", "size": "standard-1x", "quantity": 2}]}
        domain = {"hostname": self.hostname, "target": HEROKU, "certificate": "cert issued"}
        inventory.write_text(json.dumps({**app, "domains": [domain]}))
        folder = inventory.with_suffix("")
        made = ("--hosted-zone-id", ZONE_ID, "--target", AWS, "--no-dns", "--out", str(folder))
        self.landfall("assess", "--inventory", str(inventory), *made).require(0)
        return str(folder / "plan.json")

    def landfall(self, *arguments: str) -> Answer:
        """Runs the command, and waits for its end."""
        return self.landfall_beside(*arguments).end()

    def landfall_beside(self, *arguments: str) -> Command:
        """Starts the command, whose end somebody waits for later."""
        return Command(self.world.account.server.endpoint, arguments)

    def shift(self) -> "Run":
        """The shift that was started by the command under the site's name."""
        machine = self.world.outputs["ShiftStateMachineArn"]
        return Run(self.world, f"{machine.replace(':stateMachine:', ':execution:')}:{self.name}")

    def rollbacks(self) -> list["Run"]:
        """Every execution of the rollback machine for this site, the latest first."""
        machine = self.world.outputs["RollbackStateMachineArn"]
        executions = self.world.client("stepfunctions").list_executions(stateMachineArn=machine)["executions"]
        runs = [Run(self.world, execution["executionArn"]) for execution in executions]
        return [run for run in runs if self._is_meant_by(run.input())]

    def _is_meant_by(self, request: dict[str, Any]) -> bool:
        return request.get("migration") == self.name or request.get("hostname") == self.hostname

    def ask(self, output: str, **request: Any) -> dict[str, Any]:
        """Calls the approve or abort function, whose name is that output of the stack."""
        answer = self.world.client("lambda").invoke(
            FunctionName=self.world.outputs[output],
            Payload=json.dumps({"hostname": self.hostname, **request}).encode(),
        )
        return json.loads(answer["Payload"].read())

    def _run(self, machine: str, name: str, run_input: dict[str, Any]) -> "Run":
        execution = self.world.client("stepfunctions").start_execution(
            stateMachineArn=self.world.outputs[machine], name=name, input=json.dumps(run_input)
        )
        return Run(self.world, execution["executionArn"])


@dataclasses.dataclass
class Run:
    """One execution of a state machine."""

    world: World
    arn: str

    def describe(self) -> dict[str, Any]:
        return self.world.client("stepfunctions").describe_execution(executionArn=self.arn)

    def input(self) -> dict[str, Any]:
        return json.loads(self.describe()["input"])

    def history(self) -> list[dict[str, Any]]:
        return self.world.client("stepfunctions").get_execution_history(executionArn=self.arn)["events"]

    def entered(self, state: str) -> list[dict[str, Any]]:
        """The events of entering a state."""
        return [
            event
            for event in self.history()
            if event.get("stateEnteredEventDetails", {}).get("name") == state
        ]

    def name(self) -> str:
        """The execution's name."""
        return self.arn.rsplit(":", 1)[1]

    def parked(self) -> bool:
        """Whether the execution waits for its gate now, its token stored."""
        events = self.history()
        return bool(events) and events[-1]["type"] == "TaskSubmitted"

    def park(self, site: Site, weight: int) -> None:
        """Waits until the execution is parked with AWS at that weight."""

        def there() -> bool:
            self._require_running()
            return site.aws_weight() == weight and self.parked()

        until(there, f"{site.hostname} parked at {weight}")

    def stop(self) -> None:
        """Ends the execution as somebody in the console would."""
        self.world.client("stepfunctions").stop_execution(executionArn=self.arn, cause="stopped by hand")

    def end(self) -> dict[str, Any]:
        """Waits for the end and describes it."""
        return until(
            lambda: (found := self.describe())["status"] != "RUNNING" and found,
            f"the end of {self.name()}",
        )

    def _require_running(self) -> None:
        found = self.describe()
        if found["status"] != "RUNNING":
            raise AssertionError(f"ended {found['status']}: {found.get('error')}: {found.get('cause')}")


def _token(event: dict[str, Any]) -> list[str]:
    parameters = json.loads(event.get("taskScheduledEventDetails", {}).get("parameters", "{}"))
    payload = parameters.get("Payload")
    return [payload["taskToken"]] if isinstance(payload, dict) and "taskToken" in payload else []
