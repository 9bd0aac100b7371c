"""GetMetricData's periods, which begin at whole multiples of themselves, as CloudWatch's do.

moto's begin where the question begins, so that a sample since the last step would count at once
there, and only from the next whole minute on in AWS.
"""

import datetime
from typing import Any

from moto.cloudwatch.models import CloudWatchBackend


def install() -> None:
    """Aligns the start of each query; metric math, which combines several, is left to moto."""
    get_metric_data = CloudWatchBackend.get_metric_data

    def aligned(
        backend: CloudWatchBackend,
        queries: list[dict[str, Any]],
        start_time: datetime.datetime,
        end_time: datetime.datetime,
        *args,
        **kwargs,
    ) -> list[dict[str, Any]]:
        if any("MetricStat" not in query for query in queries):
            return get_metric_data(backend, queries, start_time, end_time, *args, **kwargs)
        # The end is not part of the time asked for, but moto cuts it to the second before.
        end_time += datetime.timedelta(seconds=1)
        return [
            result
            for query in queries
            for result in get_metric_data(
                backend, [query], _floor(start_time, query), end_time, *args, **kwargs
            )
        ]

    CloudWatchBackend.get_metric_data = aligned


def _floor(moment: datetime.datetime, query: dict[str, Any]) -> datetime.datetime:
    period = int(query["MetricStat"]["Period"])
    return datetime.datetime.fromtimestamp(moment.timestamp() // period * period, moment.tzinfo)
