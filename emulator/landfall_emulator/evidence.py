"""What a scenario leaves behind, to be read by a person: Route 53's records and answers."""

from collections.abc import Iterator
from typing import Any

from landfall_emulator.world import Site


def lines(site: Site) -> Iterator[str]:
    """The records of the site's hostname, and what the name server answers."""
    for record in site.records():
        yield _record(record)
    served = site.served()
    total = sum(served.values())
    shares = (f"{count / total:.1%} {answer}" for answer, count in sorted(served.items()))
    yield f"{total} answers: {', '.join(shares)}"


def _record(record: dict[str, Any]) -> str:
    values = " ".join(value["Value"] for value in record.get("ResourceRecords", []))
    weight = f"  weight {record['Weight']} ({record['SetIdentifier']})" if "Weight" in record else ""
    return f"{record['Name']} {record.get('TTL', '')} {record['Type']} {values}{weight}"
