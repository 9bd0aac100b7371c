"""The base of the small HTTP servers of the emulator."""

import threading
from http.server import ThreadingHTTPServer


class QuietServer(ThreadingHTTPServer):
    """Says nothing of peers that hang up, which is what a killed process does."""

    daemon_threads = True
    # A probe and a load test may arrive in one moment.
    request_queue_size = 128

    def handle_error(self, request, client_address) -> None:
        pass

    def start(self) -> None:
        """Begins to serve, in the background."""
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Ends; only after `start`."""
        self.shutdown()
        self.server_close()
