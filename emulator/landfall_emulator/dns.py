"""An authoritative name server that answers from moto's Route 53, over UDP and TCP.

Weighted record sets are drawn at random in proportion to their weights, all of them equally if
every weight is zero, as Route 53 does. Fast enough for the ten thousand questions that it takes to
measure a split: the answers to a question are built once and kept until the records change.
"""

import random
import socket
import socketserver
import struct
import threading

import dnslib
from moto.route53.models import FakeZone, RecordSet, route53_backends

from landfall_emulator.aws import ACCOUNT
from landfall_emulator.seams import route53

_UDP_BYTES = 4096
_ALIAS_TTL = 60
_PORTS_TRIED = 20


class NameServer:
    """Serves all hosted zones, and `hosts`, the addresses of names that are in no zone here."""

    def __init__(self, hosts: dict[str, str]):
        self._hosts = {route53.normal(name): address for name, address in hosts.items()}
        self._cache: dict[bytes, tuple[tuple, list[tuple[int, bytes]]]] = {}
        self._udp, self._tcp = _on_one_port(self)
        self.port = self._udp.getsockname()[1]

    @property
    def address(self) -> str:
        """host:port, as Landfall's name server parameter takes it."""
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        """Begins to answer."""
        threading.Thread(target=self._serve_udp, daemon=True).start()
        threading.Thread(target=self._tcp.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Ends."""
        self._udp.close()
        self._tcp.shutdown()
        self._tcp.server_close()

    def answer(self, question: bytes) -> bytes:
        """One answer, in wire format, to one question in wire format."""
        key = question[2:]
        version = self._version()
        cached = self._cache.get(key)
        if cached is None or cached[0] != version:
            cached = (version, self._choices(question))
            self._cache[key] = cached
        return question[:2] + _draw(cached[1])[2:]

    def sample(self, name: str, record_type: str, questions: int) -> dict[str, int]:
        """How often each value comes back when the question is asked that many times."""
        question = bytes(dnslib.DNSRecord.question(name, record_type).pack())
        counts: dict[str, int] = {}
        for _ in range(questions):
            answers = dnslib.DNSRecord.parse(self.answer(question)).rr
            value = ",".join(str(answer.rdata) for answer in answers) or "(nothing)"
            counts[value] = counts.get(value, 0) + 1
        return counts

    def _serve_udp(self) -> None:
        while True:
            try:
                question, peer = self._udp.recvfrom(_UDP_BYTES)
                self._udp.sendto(self.answer(question), peer)
            except dnslib.DNSError:
                continue
            except OSError:
                return

    def _version(self) -> tuple:
        return tuple(id(records) for _, records in self._zones())

    def _zones(self) -> list[tuple[FakeZone, list[RecordSet]]]:
        zones = list(route53_backends[ACCOUNT]["aws"].zones.values())
        return [(zone, route53.served(zone)) for zone in zones]

    def _choices(self, question: bytes) -> list[tuple[int, bytes]]:
        """Weight and packed answer of everything that may be answered."""
        request = dnslib.DNSRecord.parse(question)
        name = route53.normal(str(request.q.qname))
        wanted = dnslib.QTYPE[request.q.qtype]
        if name in self._hosts:
            return [(1, self._host(request, name, wanted))]
        found = self._find(name)
        if found is None:
            return [(1, _reply(request, rcode=dnslib.RCODE.REFUSED))]
        here = [record for record in found if record.name == name]
        matching = [record for record in here if record.type in (wanted, "CNAME")]
        if not matching:
            rcode = dnslib.RCODE.NOERROR if here else dnslib.RCODE.NXDOMAIN
            return [(1, _reply(request, rcode=rcode))]
        return [
            (int(record.weight) if record.weight is not None else 1, self._pack(request, record))
            for record in matching
        ]

    def _host(self, request: dnslib.DNSRecord, name: str, wanted: str) -> bytes:
        lines = [f"{name} {_ALIAS_TTL} IN A {self._hosts[name]}"] if wanted == "A" else []
        return _reply(request, *lines)

    def _find(self, name: str) -> list[RecordSet] | None:
        zones = [
            (zone, records)
            for zone, records in self._zones()
            if name == zone.name or name.endswith("." + zone.name)
        ]
        if not zones:
            return None
        return max(zones, key=lambda found: len(found[0].name))[1]

    def _pack(self, request: dnslib.DNSRecord, record: RecordSet) -> bytes:
        if record.alias_target:
            target = self._hosts.get(route53.normal(record.alias_target["DNSName"]))
            lines = [f"{record.name} {_ALIAS_TTL} IN {record.type} {target}"] if target else []
        else:
            lines = [f"{record.name} {record.ttl} IN {record.type} {value}" for value in record.records]
        return _reply(request, *lines)


def _reply(request: dnslib.DNSRecord, *lines: str, rcode: int = dnslib.RCODE.NOERROR) -> bytes:
    reply = request.reply(aa=1, ra=0)
    reply.header.rcode = rcode
    for line in lines:
        reply.add_answer(*dnslib.RR.fromZone(line))
    return bytes(reply.pack())


def _draw(choices: list[tuple[int, bytes]]) -> bytes:
    total = sum(weight for weight, _ in choices)
    if total == 0:
        return random.choice(choices)[1]
    drawn = random.randrange(total)
    for weight, reply in choices:
        drawn -= weight
        if drawn < 0:
            return reply
    raise AssertionError("a number below the total always falls into one of the weights")


def _on_one_port(server: NameServer) -> tuple[socket.socket, socketserver.ThreadingTCPServer]:
    """A port that is free for UDP may be somebody's for TCP; then another is."""
    for attempt in range(1, _PORTS_TRIED + 1):
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        udp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        udp.bind(("127.0.0.1", 0))
        try:
            return udp, _tcp_server(server, udp.getsockname()[1])
        except OSError:
            udp.close()
            if attempt == _PORTS_TRIED:
                raise
    raise AssertionError("the last attempt returns or raises")


def _tcp_server(server: NameServer, port: int) -> socketserver.ThreadingTCPServer:
    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            while len(prefix := self.rfile.read(2)) == 2:
                reply = server.answer(self.rfile.read(struct.unpack("!H", prefix)[0]))
                self.wfile.write(struct.pack("!H", len(reply)) + reply)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    return Server(("127.0.0.1", port), Handler)
