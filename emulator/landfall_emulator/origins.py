"""Two web servers that stand for Heroku and AWS, one port, one loopback address each."""

import dataclasses
import ssl
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from landfall_emulator.http_server import QuietServer


@dataclasses.dataclass
class Behaviour:
    """How an origin answers from now on."""

    status: int = 200
    latency_seconds: float = 0.0


class Origin:
    """One side. Hostnames may be given a behaviour while it serves; `requests` counts by hostname."""

    def __init__(self, name: str, address: str, port: int = 0, certificate: Path | None = None):
        self.name = name
        self.address = address
        self.behaviours: dict[str, Behaviour] = {}
        self.requests: dict[str, int] = {}
        self._server = QuietServer((address, port), _handler_for(self))
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.port = self._server.server_address[1]

    def start(self) -> None:
        """Begins to serve."""
        self._server.start()

    def stop(self) -> None:
        """Ends."""
        self._server.stop()


def _handler_for(origin: Origin) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers.get("Host", "").rsplit(":", 1)[0]
            origin.requests[host] = origin.requests.get(host, 0) + 1
            behaviour = origin.behaviours.get(host, Behaviour())
            time.sleep(behaviour.latency_seconds)
            body = f"{origin.name}\n".encode()
            self.send_response(behaviour.status)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_HEAD = do_GET

        def log_message(self, format: str, *args) -> None:
            pass

    return Handler
