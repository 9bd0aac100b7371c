"""What a scenario leaves behind, to be read by a person: Route 53's records and answers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from landfall_emulator.world import Site


def lines(site: Site) -> Iterator[str]:
    """The records of the site's hostname, and what the name server answers."""
    for record in site.records():
        yield _record(record)
    weights = ("gone" if weight is None else str(weight) for weight in site.aws_weights())
    yield f"weights of AWS: {', '.join(weights) or 'none'}"
    served = site.served()
    total = sum(served.values())
    shares = (f"{count / total:.1%} {answer}" for answer, count in sorted(served.items()))
    yield f"{total} answers: {', '.join(shares)}"


def secrets_in_logs(secrets: set[str], logs: Path) -> list[str]:
    """The log files that hold one of the secrets."""
    return [
        log.name
        for log in sorted(logs.glob("*.log"))
        if any(secret in log.read_text(errors="replace") for secret in secrets)
    ]


def _record(record: dict[str, Any]) -> str:
    values = " ".join(value["Value"] for value in record.get("ResourceRecords", []))
    weight = f"  weight {record['Weight']} ({record['SetIdentifier']})" if "Weight" in record else ""
    return f"{record['Name']} {record.get('TTL', '')} {record['Type']} {values}{weight}"
