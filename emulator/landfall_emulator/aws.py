"""The one account and region of the emulator, and clients for it."""

import functools
import os

import boto3
from botocore.config import Config

ACCOUNT = "123456789012"
REGION = "us-east-1"

# Any non-empty pair does: moto signs nothing off, but the SDKs refuse to start without one.
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "emulator",
    "AWS_SECRET_ACCESS_KEY": "emulator",
    "AWS_SESSION_TOKEN": "emulator",
}


class Aws:
    """Clients for the services behind one endpoint."""

    def __init__(self, endpoint: str):
        self.endpoint = endpoint

    @functools.cache  # noqa: B019 - an Aws lives as long as its server
    def client(self, service: str):
        """A client for `service`; safe to share between threads, as boto3's clients are."""
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
            config=Config(retries={"total_max_attempts": 1}, read_timeout=120),
        )


def environment(endpoint: str) -> dict[str, str]:
    """The variables that point any AWS SDK of a child process at `endpoint`."""
    return {
        **CREDENTIALS,
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
    }


def use_in_this_process(endpoint: str) -> None:
    """Points moto's own clients, which read the environment, at `endpoint` as well."""
    os.environ.update(environment(endpoint))
    os.environ["MOTO_PORT"] = endpoint.rsplit(":", 1)[1]
