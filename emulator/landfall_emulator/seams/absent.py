"""Services that moto does not have, such as the price list.

moto answers for them with 500 and a traceback on the console, which looks like a fault of what is tested.
"""

import re
from collections.abc import Callable, Iterable

from moto import backend_index
from moto.moto_server import threaded_moto_server

_ABSENT = "absent"


def install() -> None:
    """Lets what no backend answers be unavailable; before the server starts."""
    create = threaded_moto_server.create_backend_app
    backend_index.backend_url_patterns.append((_ABSENT, re.compile(r"https?://.*\.amazonaws\.com")))
    threaded_moto_server.create_backend_app = lambda service: (
        _unavailable if service == _ABSENT else create(service)
    )


def _unavailable(_environ: dict, start_response: Callable) -> Iterable[bytes]:
    start_response("503 Service Unavailable", [("Content-Type", "application/json")])
    return [b'{"message": "moto has no such service"}']
