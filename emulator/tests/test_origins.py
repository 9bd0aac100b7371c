"""Origins and name servers as a function sees them, and the metrics that it writes."""

import datetime
import json

from landfall_emulator.certificates import Authority
from landfall_emulator.origins import Behaviour, Origin
from landfall_emulator.runtime import metrics


def test_origin_answers_by_its_behaviour(account, sample):
    origin = Origin("heroku", "127.0.0.2")
    origin.start()
    try:
        assert ask(account, sample, origin)["echo"] == "heroku: 200"
        origin.behaviours["127.0.0.2"] = Behaviour(status=503)
        assert ask(account, sample, origin)["echo"] == "heroku: 503"
        assert origin.requests == {"127.0.0.2": 2}
    finally:
        origin.stop()


def ask(account, sample, origin):
    answer = account.aws.client("lambda").invoke(
        FunctionName=sample.physical_id("Echo"),
        Payload=json.dumps(f"please-connect http://127.0.0.2:{origin.port}/").encode(),
    )
    return json.loads(answer["Payload"].read())


def test_authority_signs_for_names_and_addresses(tmp_path):
    certificate = Authority(tmp_path).issue(["www.example.com", "127.0.0.2"], days=30)
    assert b"BEGIN CERTIFICATE" in certificate.read_bytes()


def test_metrics_are_taken_out_of_the_log():
    line = json.dumps(
        {
            "_aws": {
                "Timestamp": 1700000000000,
                "CloudWatchMetrics": [
                    {
                        "Namespace": "N",
                        "Dimensions": [["Side"]],
                        "Metrics": [{"Name": "Latency", "Unit": "Milliseconds"}],
                    }
                ],
            },
            "Side": "AWS",
            "Latency": [1, 2],
        }
    ).encode()
    found = list(metrics.in_line(line))
    assert [(namespace, datum["Value"], datum["Unit"]) for namespace, datum in found] == [
        ("N", 1, "Milliseconds"),
        ("N", 2, "Milliseconds"),
    ]
    assert found[0][1]["Dimensions"] == [{"Name": "Side", "Value": "AWS"}]


def test_other_lines_hold_no_metrics():
    assert list(metrics.in_line(b'{"message": "_aws"}')) == []
    assert list(metrics.in_line(b'not json "_aws"')) == []


def test_periods_of_metrics_begin_at_whole_multiples(account):
    cloudwatch = account.aws.client("cloudwatch")
    minute = datetime.datetime(2026, 1, 1, 12, 0, tzinfo=datetime.timezone.utc)
    at = minute + datetime.timedelta(seconds=50)
    datum = {"MetricName": "Count", "Value": 1, "Timestamp": at}
    cloudwatch.put_metric_data(Namespace="Periods", MetricData=[datum])
    stat = {"Metric": {"Namespace": "Periods", "MetricName": "Count"}, "Period": 60, "Stat": "SampleCount"}
    found = cloudwatch.get_metric_data(
        MetricDataQueries=[{"Id": "q", "MetricStat": stat}],
        StartTime=minute + datetime.timedelta(seconds=40),
        EndTime=minute + datetime.timedelta(seconds=70),
    )["MetricDataResults"][0]
    assert (found["Timestamps"], found["Values"]) == ([minute], [1.0])
