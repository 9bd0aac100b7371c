"""What became of an invocation."""

import dataclasses
import json


@dataclasses.dataclass(frozen=True)
class Outcome:
    """`payload` is the function's answer as JSON bytes, or Lambda's error document if `failed`."""

    payload: bytes
    failed: bool = False

    def json(self):
        """The decoded payload."""
        return json.loads(self.payload)


def error(error_type: str, message: str) -> Outcome:
    """An error that Lambda itself reports in place of the function."""
    return Outcome(json.dumps({"errorType": error_type, "errorMessage": message}).encode(), True)
