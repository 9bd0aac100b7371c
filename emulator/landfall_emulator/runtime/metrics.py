"""Metrics that functions write into their logs in the embedded metric format.

CloudWatch takes them out of the log; nothing in moto does.
"""

import datetime
import json
from collections.abc import Callable, Iterator
from typing import Any

# Receives a namespace and one datum as PutMetricData takes it.
MetricSink = Callable[[str, dict[str, Any]], None]


def in_line(line: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    """Namespace and datum of every metric in a line of a log; most lines hold none."""
    if b'"_aws"' not in line:
        return
    try:
        document = json.loads(line)
    except ValueError:
        return
    aws = document.get("_aws")
    if not aws:
        return
    moment = datetime.datetime.fromtimestamp(aws["Timestamp"] / 1000, datetime.timezone.utc)
    for directive in aws["CloudWatchMetrics"]:
        for names in directive["Dimensions"]:
            dimensions = [{"Name": name, "Value": str(document[name])} for name in names]
            for metric in directive["Metrics"]:
                for value in _values(document[metric["Name"]]):
                    yield (
                        directive["Namespace"],
                        {
                            "MetricName": metric["Name"],
                            "Dimensions": dimensions,
                            "Timestamp": moment,
                            "Value": value,
                            "Unit": metric.get("Unit", "None"),
                        },
                    )


def _values(value: Any) -> list[float]:
    return value if isinstance(value, list) else [value]
