"""Change batches and what name servers make of them."""

import socket
import struct

import dnslib
import pytest
from botocore.exceptions import ClientError

from landfall_emulator.dns import NameServer

NAME = "www.batches.example."


@pytest.fixture
def zone(account, eventually):
    """A zone with one simple record."""
    route53 = account.aws.client("route53")
    created = route53.create_hosted_zone(Name="batches.example.", CallerReference="batches")
    zone = Zone(route53, created["HostedZone"]["Id"].removeprefix("/hostedzone/"))
    change = zone.change(("CREATE", simple("old.example.")))
    eventually(lambda: zone.status(change) == "INSYNC")
    yield zone
    for record in zone.records():
        zone.change(("DELETE", record))
    route53.delete_hosted_zone(Id=zone.id)


class Zone:
    def __init__(self, route53, zone_id):
        self._route53 = route53
        self.id = zone_id

    def change(self, *changes):
        batch = [{"Action": action, "ResourceRecordSet": record} for action, record in changes]
        return self._route53.change_resource_record_sets(
            HostedZoneId=self.id, ChangeBatch={"Changes": batch}
        )["ChangeInfo"]

    def status(self, change):
        return self._route53.get_change(Id=change["Id"])["ChangeInfo"]["Status"]

    def records(self):
        records = self._route53.list_resource_record_sets(HostedZoneId=self.id)["ResourceRecordSets"]
        return [record for record in records if record["Type"] not in ("NS", "SOA")]


def simple(value, ttl=60, name=NAME):
    return {"Name": name, "Type": "CNAME", "TTL": ttl, "ResourceRecords": [{"Value": value}]}


def weighted(side, weight, ttl=60):
    return {**simple(f"{side}.example.", ttl), "SetIdentifier": side, "Weight": weight}


def split(zone, heroku, aws):
    return zone.change(
        ("DELETE", simple("old.example.")),
        ("CREATE", weighted("heroku", heroku)),
        ("CREATE", weighted("aws", aws)),
    )


def test_zone_takes_the_id_of_its_reference(account):
    route53 = account.aws.client("route53")
    made = route53.create_hosted_zone(Name="chosen.example.", CallerReference="Z0CHOSEN")
    assert made["HostedZone"]["Id"] == "/hostedzone/Z0CHOSEN"
    assert route53.get_hosted_zone(Id="Z0CHOSEN")["HostedZone"]["Name"] == "chosen.example."


def test_change_is_pending_then_in_sync(zone, eventually):
    change = split(zone, 100, 0)
    assert zone.status(change) == "PENDING"
    eventually(lambda: zone.status(change) == "INSYNC")


@pytest.mark.parametrize(
    "old",
    [simple("else.example."), simple("old.example.", ttl=61), weighted("heroku", 1)],
    ids=["value", "ttl", "set identifier"],
)
def test_delete_of_what_is_not_there_is_refused_as_a_whole(zone, old):
    before = zone.records()
    with pytest.raises(ClientError, match="InvalidChangeBatch"):
        zone.change(("CREATE", simple("new.example.", name="a." + NAME)), ("DELETE", old))
    assert zone.records() == before


@pytest.mark.parametrize(
    "new",
    [
        simple("again.example."),
        weighted("aws", 1),
        simple("apex.example.", name="batches.example."),
        simple("elsewhere.example.", name="www.other.example."),
        {"Name": NAME, "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "127.0.0.1"}]},
    ],
    ids=["exists", "weighted beside simple", "cname at apex", "outside the zone", "beside a cname"],
)
def test_create_that_conflicts_is_refused(zone, new):
    with pytest.raises(ClientError, match="InvalidChangeBatch"):
        zone.change(("CREATE", new))


def test_weighted_records_share_one_ttl(zone):
    split(zone, 100, 0)
    with pytest.raises(ClientError, match="same TTL"):
        zone.change(("DELETE", weighted("aws", 0)), ("CREATE", weighted("aws", 10, ttl=30)))


@pytest.fixture
def server():
    server = NameServer({})
    server.start()
    yield server
    server.stop()


def test_name_server_answers_in_proportion_once_in_sync(zone, server, eventually):
    change = split(zone, 75, 25)
    assert server.sample(NAME, "CNAME", 10) == {"old.example.": 10}
    eventually(lambda: zone.status(change) == "INSYNC")
    counts = server.sample(NAME, "CNAME", 4000)
    assert 800 < counts["aws.example."] < 1200
    assert ask_tcp(server.port) in ("aws.example.", "heroku.example.")


def test_name_server_splits_equally_when_every_weight_is_zero(zone, server, eventually):
    change = split(zone, 0, 0)
    eventually(lambda: zone.status(change) == "INSYNC")
    counts = server.sample(NAME, "CNAME", 1000)
    assert min(counts.values()) > 400


def ask_tcp(port):
    question = dnslib.DNSRecord.question(NAME, "CNAME").pack()
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(struct.pack("!H", len(question)) + question)
        length = struct.unpack("!H", connection.recv(2))[0]
        return str(dnslib.DNSRecord.parse(connection.recv(length)).rr[0].rdata)
