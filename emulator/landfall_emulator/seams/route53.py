"""Route 53's change batches, as strict as the real service.

moto deletes by set identifier alone, overwrites on CREATE and applies half of a refused batch. Here
a batch is applied as a whole or not at all, DELETE must match the record set in every value, and
each change is PENDING for a while before it is INSYNC and name servers see it.

A zone gets the id that its CallerReference holds, if that looks like one, so that inputs in files
can name a zone before it is made.
"""

import copy
import re
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.route53.exceptions import Route53ClientError
from moto.route53.models import FakeZone, RecordSet, Route53Backend
from moto.route53.responses import Route53

# Route 53 takes about a minute. Long enough here that a caller must look twice.
PROPAGATION_SECONDS = 1.0

_STAYS_ALONE = "CNAME"

_lock = threading.RLock()
_changes: dict[str, tuple[float, Any]] = {}
_served: dict[str, list[tuple[float, list[RecordSet]]]] = {}


class InvalidChangeBatch(Route53ClientError):
    """A batch that Route 53 refuses; nothing of it is applied."""

    def __init__(self, message: str):
        super().__init__("InvalidChangeBatch", f"[{message}]")


def install() -> None:
    """Replaces ChangeResourceRecordSets and GetChange."""
    Route53.change_resource_record_sets = _change_resource_record_sets
    Route53.get_change = _get_change
    create_hosted_zone = Route53Backend.create_hosted_zone

    def create_with_chosen_id(backend: Route53Backend, *args, **kwargs) -> FakeZone:
        zone = create_hosted_zone(backend, *args, **kwargs)
        reference = kwargs.get("caller_reference") or zone.caller_reference
        if re.fullmatch(r"Z[A-Z0-9]{4,31}", reference or ""):
            del backend.zones[zone.resource_id]
            zone.resource_id = reference
            backend.zones[reference] = zone
        return zone

    Route53Backend.create_hosted_zone = create_with_chosen_id


def served(zone: FakeZone) -> list[RecordSet]:
    """The record sets that name servers answer with now: those of the last change in sync."""
    with _lock:
        history = _served.get(zone.id, [(0.0, zone.rrsets)])
        return [records for at, records in history if at <= time.monotonic()][-1]


def written(zone_id: str) -> list[tuple[float, list[RecordSet]]]:
    """When each change was made, by time.monotonic, and all record sets of the zone after it."""
    with _lock:
        history = _served.get(f"/hostedzone/{zone_id}", [])
        return [(in_sync_at - PROPAGATION_SECONDS, records) for in_sync_at, records in history]


def _change_resource_record_sets(response: Route53) -> ActionResult:
    zone = response.backend.get_hosted_zone(response._get_param("HostedZoneId"))
    changes = response._get_param("ChangeBatch.Changes")
    with _lock:
        records = apply(zone.name, zone.rrsets, changes)
        in_sync_at = time.monotonic() + PROPAGATION_SECONDS
        if zone.id not in _served:
            _served[zone.id] = [(0.0, zone.rrsets)]
        _served[zone.id].append((in_sync_at, records))
        zone.rrsets = records
        change_id = f"/change/C{uuid.uuid4().hex[:13].upper()}"
        _changes[change_id] = (in_sync_at, utcnow())
    return ActionResult({"ChangeInfo": _change_info(change_id)})


def _get_change(response: Route53) -> ActionResult:
    change_id = "/change/" + response._get_param("Id").rsplit("/", 1)[-1]
    if change_id not in _changes:
        raise Route53ClientError("NoSuchChange", f"Could not find resource with ID: {change_id}")
    return ActionResult({"ChangeInfo": _change_info(change_id)})


def _change_info(change_id: str) -> dict[str, Any]:
    in_sync_at, submitted_at = _changes[change_id]
    status = "INSYNC" if in_sync_at <= time.monotonic() else "PENDING"
    return {"Id": change_id, "Status": status, "SubmittedAt": submitted_at}


def apply(zone_name: str, before: list[RecordSet], changes: list[dict]) -> list[RecordSet]:
    """The record sets after `changes`; raises InvalidChangeBatch and leaves `before` as it is."""
    after = list(before)
    for change in changes:
        record = _record_set(change["ResourceRecordSet"])
        _ACTIONS[change["Action"]](after, record)
    for record in after:
        _check(zone_name, record, after)
    return after


def _record_set(fields: dict[str, Any]) -> RecordSet:
    fields = copy.deepcopy(fields)
    fields["Name"] = normal(fields["Name"])
    fields["ResourceRecords"] = [value["Value"] for value in fields.get("ResourceRecords") or []]
    for number in ("TTL", "Weight"):
        if fields.get(number) is not None:
            fields[number] = int(fields[number])
    return RecordSet(fields)


def normal(name: str) -> str:
    """A domain name as Route 53 returns it."""
    return name.lower().rstrip(".") + "."


def _create(records: list[RecordSet], new: RecordSet) -> None:
    if _find(records, new):
        raise InvalidChangeBatch(f"Tried to create resource record set {_label(new)} but it already exists")
    records.append(new)


def _delete(records: list[RecordSet], old: RecordSet) -> None:
    current = _find(records, old)
    if current is None:
        raise InvalidChangeBatch(f"Tried to delete resource record set {_label(old)} but it was not found")
    if _values(current) != _values(old):
        raise InvalidChangeBatch(
            f"Tried to delete resource record set {_label(old)} but the values provided do not "
            "match the current values"
        )
    records.remove(current)


def _upsert(records: list[RecordSet], new: RecordSet) -> None:
    current = _find(records, new)
    if current is not None:
        records.remove(current)
    records.append(new)


_ACTIONS: dict[str, Callable[[list[RecordSet], RecordSet], None]] = {
    "CREATE": _create,
    "DELETE": _delete,
    "UPSERT": _upsert,
}


def _find(records: list[RecordSet], wanted: RecordSet) -> RecordSet | None:
    return next((record for record in records if _identity(record) == _identity(wanted)), None)


def _identity(record: RecordSet) -> tuple:
    return record.name, record.type, record.set_identifier


def _values(record: RecordSet) -> tuple:
    alias = record.alias_target and {
        "zone": record.alias_target["HostedZoneId"],
        "name": normal(record.alias_target["DNSName"]),
        "health": str(record.alias_target.get("EvaluateTargetHealth", False)).lower(),
    }
    ttl = int(record.ttl) if record.ttl is not None else None
    weight = int(record.weight) if record.weight is not None else None
    return ttl, weight, sorted(record.records or []), alias, record.health_check_id


def _check(zone_name: str, record: RecordSet, records: list[RecordSet]) -> None:
    zone = normal(zone_name)
    if record.name != zone and not record.name.endswith("." + zone):
        raise InvalidChangeBatch(f"RRSet with DNS name {record.name} is not permitted in zone {zone}")
    if record.type == _STAYS_ALONE and record.name == zone:
        raise InvalidChangeBatch(
            f"RRSet of type CNAME with DNS name {record.name} is not permitted at apex in zone {zone}"
        )
    if (record.weight is None) != (record.set_identifier is None):
        raise InvalidChangeBatch(f"{_label(record)} needs both a weight and a set identifier")
    if (record.alias_target is None) != (record.ttl is not None and bool(record.records)):
        raise InvalidChangeBatch(
            f"Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and "
            f"ResourceRecords], or TrafficPolicyInstanceId] in {_label(record)}"
        )
    for other in records:
        if other is not record and other.name == record.name:
            _check_beside(record, other)


def _check_beside(record: RecordSet, other: RecordSet) -> None:
    if record.type != other.type:
        if _STAYS_ALONE in (record.type, other.type):
            raise InvalidChangeBatch(
                f"RRSet of type CNAME with DNS name {record.name} is not permitted as it conflicts "
                "with other records with the same DNS name"
            )
        return
    if (record.set_identifier is None) != (other.set_identifier is None):
        raise InvalidChangeBatch(
            f"RRSet with DNS name {record.name}, type {record.type}: simple and weighted record "
            "sets cannot stand beside each other"
        )
    if None not in (record.ttl, other.ttl) and int(record.ttl) != int(other.ttl):
        raise InvalidChangeBatch(
            f"RRSet with DNS name {record.name}, type {record.type}: all weighted record sets of a "
            "name have the same TTL"
        )


def _label(record: RecordSet) -> str:
    set_identifier = f", set identifier='{record.set_identifier}'" if record.set_identifier else ""
    return f"[name='{record.name}', type='{record.type}'{set_identifier}]"
