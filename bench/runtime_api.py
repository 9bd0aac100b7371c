"""Two small servers: the Runtime API for one invocation, and a DynamoDB with an empty table."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_EVENT = b"{}"
_FUNCTION_ARN = "arn:aws:lambda:eu-west-1:123456789012:function:bench"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address) -> None:
        """A process that is ended hangs up; nothing to tell of."""

    def start(self) -> str:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return f"127.0.0.1:{self.server_address[1]}"

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def read_body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        chunks = []
        while size := int(self.rfile.readline(), 16):
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(chunks)

    def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args) -> None:
        pass


class RuntimeApi:
    """Hands out one invocation, and notes when its answer came. Who asks for a second one waits."""

    def __init__(self, event: bytes = _EVENT):
        self.event = event
        self.answered = threading.Event()
        self.answered_at = 0.0
        self.path = ""
        self.body = b""
        self._asked = False
        self._closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _runtime_handler(self))
        self.address = self._server.start()

    def close(self) -> None:
        self._closing.set()
        self._server.stop()

    def is_first(self) -> bool:
        """Whether this is the first question for work; the others wait until the end."""
        first, self._asked = not self._asked, True
        if not first:
            self._closing.wait()
        return first

    def finish(self, path: str, body: bytes) -> None:
        """The first answer counts: a response, an error, or that the handler could not be constructed."""
        if not self.answered.is_set():
            self.answered_at, self.path, self.body = time.monotonic(), path, body
            self.answered.set()


def _runtime_handler(api: RuntimeApi) -> type[_Handler]:
    class Handler(_Handler):
        def do_GET(self) -> None:
            if not api.is_first():
                self.close_connection = True
                return
            self.answer(
                200,
                api.event,
                {
                    "Content-Type": "application/json",
                    "Lambda-Runtime-Aws-Request-Id": "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
                    "Lambda-Runtime-Deadline-Ms": str(int((time.time() + 30) * 1000)),
                    "Lambda-Runtime-Invoked-Function-Arn": _FUNCTION_ARN,
                },
            )

        def do_POST(self) -> None:
            api.finish(self.path, self.read_body())
            self.answer(202, b'{"status":"OK"}', {"Content-Type": "application/json"})

    return Handler


class EmptyTable:
    """Answers each call of DynamoDB with nothing found."""

    def __init__(self) -> None:
        self._server = _Server(("127.0.0.1", 0), _TableHandler)
        self.url = f"http://{self._server.start()}"

    def close(self) -> None:
        self._server.stop()


class _TableHandler(_Handler):
    def do_POST(self) -> None:
        self.read_body()
        is_query = self.headers["X-Amz-Target"].endswith(".Query")
        found = {"Items": [], "Count": 0, "ScannedCount": 0} if is_query else {}
        self.answer(200, json.dumps(found).encode(), {"Content-Type": "application/x-amz-json-1.0"})
