"""One call at a time for each service whose backend in moto cannot take two.

DynamoDB's is the one that matters: a transaction that is refused there puts back the whole table as
it was, with whatever others have written meanwhile.
"""

import threading

from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import BaseResponse
from moto.dynamodb.responses import DynamoHandler
from moto.events.responses import EventsHandler
from moto.scheduler.responses import EventBridgeSchedulerResponse

# None of them calls another service of moto's over HTTP, so none can wait for itself.
_SERVICES = (CloudWatchResponse, DynamoHandler, EventBridgeSchedulerResponse, EventsHandler)


def install() -> None:
    """Puts a lock of its own around each of the services."""
    for service in _SERVICES:
        _serialise(service)


def _serialise(service: type[BaseResponse]) -> None:
    lock = threading.Lock()
    call_action = service.call_action

    def one_at_a_time(response: BaseResponse):
        with lock:
            return call_action(response)

    service.call_action = one_at_a_time
