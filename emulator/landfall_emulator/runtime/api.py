"""The Runtime API: what a runtime interface client asks for work and hands its answers to.

One server per process, so that a call needs no other mark to tell whose it is.
"""

import dataclasses
import queue
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler

from landfall_emulator.http_server import QuietServer
from landfall_emulator.runtime.outcome import Outcome, error

_PREFIX = "/2018-06-01/runtime/"


@dataclasses.dataclass
class Invocation:
    """One event on its way through a process."""

    event: bytes
    function_arn: str
    deadline: float
    request_id: str = dataclasses.field(default_factory=lambda: str(uuid.uuid4()))
    outcome: Outcome | None = None
    done: threading.Event = dataclasses.field(default_factory=threading.Event)

    def finish(self, outcome: Outcome) -> None:
        """Sets the outcome, unless there is one: the first wins."""
        if not self.done.is_set():
            self.outcome = outcome
            self.done.set()


class RuntimeApi:
    """Serves one process. `address` is what AWS_LAMBDA_RUNTIME_API holds."""

    def __init__(self) -> None:
        self.ready = threading.Event()
        self.init_error: Outcome | None = None
        self._waiting: queue.Queue[Invocation | None] = queue.Queue()
        self._current: Invocation | None = None
        self._server = QuietServer(("127.0.0.1", 0), _handler_for(self))
        self._server.start()
        self.address = f"127.0.0.1:{self._server.server_address[1]}"

    def submit(self, invocation: Invocation) -> None:
        """Hands the invocation to the process as soon as it asks."""
        self._current = invocation
        self._waiting.put(invocation)

    def close(self) -> None:
        """Stops serving; a process that still waits for work is let go."""
        self._waiting.put(None)
        self._server.stop()

    def next_invocation(self) -> Invocation | None:
        """Blocks until there is work; None when there will be none any more."""
        self.ready.set()
        return self._waiting.get()

    def finished(self, request_id: str, outcome: Outcome) -> None:
        """The process's answer; one for an invocation that was given up is dropped."""
        current = self._current
        if current is not None and current.request_id == request_id:
            current.finish(outcome)

    def failed_to_start(self, body: bytes) -> None:
        """The process could not construct its handler."""
        self.init_error = Outcome(body, failed=True)
        self.ready.set()


def _handler_for(api: RuntimeApi) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            invocation = api.next_invocation() if self._action() == ["invocation", "next"] else None
            if invocation is None:
                self._answer(410, b"")
                return
            self._answer(
                200,
                invocation.event,
                {
                    "Content-Type": "application/json",
                    "Lambda-Runtime-Aws-Request-Id": invocation.request_id,
                    "Lambda-Runtime-Deadline-Ms": str(int(invocation.deadline * 1000)),
                    "Lambda-Runtime-Invoked-Function-Arn": invocation.function_arn,
                    "Lambda-Runtime-Trace-Id": _trace_id(),
                },
            )

        def do_POST(self) -> None:
            body = self._body()
            match self._action():
                case ["invocation", request_id, "response"]:
                    api.finished(request_id, Outcome(body))
                case ["invocation", request_id, "error"]:
                    api.finished(request_id, Outcome(body, failed=True))
                case ["init", "error"]:
                    api.failed_to_start(body)
                case other:
                    self._answer(404, error("NotFound", "/".join(other)).payload)
                    return
            self._answer(202, b'{"status":"OK"}', {"Content-Type": "application/json"})

        def _action(self) -> list[str]:
            return self.path.removeprefix(_PREFIX).split("/")

        def _body(self) -> bytes:
            if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length", 0)))
            chunks = []
            while size := int(self.rfile.readline(), 16):
                chunks.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(chunks)

        def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args) -> None:
            pass

    return Handler


def _trace_id() -> str:
    return f"Root=1-{int(time.time()):08x}-{uuid.uuid4().hex[:24]};Parent={uuid.uuid4().hex[:16]};Sampled=0"
