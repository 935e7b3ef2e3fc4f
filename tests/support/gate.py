"""Gates between the processes of a test: what one asks another passes here, and can be held at a moment of choice.

"Between two steps" is a precise place: a request that was sent and has not arrived (`asked`), or that was done and whose answer
is not back (`answered`). Nothing is changed on the way; a process that is gone is a broken connection, as without a gate.
"""

from __future__ import annotations

import http.client
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

FORWARD_WITHIN_S = 30
HELD_AT_MOST_S = 120
NOT_PASSED_ON = {"connection", "keep-alive", "transfer-encoding", "content-length"}


Side = Literal["asked", "answered"]


@dataclass(frozen=True)
class Moment:
    """A place between two steps: `step` was asked and did not arrive yet, or was done and its answer is not back."""

    step: str
    side: Side

    def __str__(self) -> str:
        return f"{self.step} {self.side}"


class Barrier:
    """Holds the first who comes by at the wanted moment, until it is let go; everybody else walks on."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._wanted: Moment | None = None
        self._held = False

    def hold(self, moment: Moment) -> None:
        with self._news:
            self._wanted, self._held = moment, False

    def is_held(self) -> bool:
        """Whether somebody stands at the wanted moment."""
        with self._news:
            return self._held

    def let_go(self) -> None:
        with self._news:
            self._wanted, self._held = None, False
            self._news.notify_all()

    def come_by(self, moment: Moment) -> None:
        with self._news:
            if self._wanted != moment or self._held:
                return
            self._held = True
            self._news.wait_for(lambda: not self._held, timeout=HELD_AT_MOST_S)


Steps = Sequence[tuple[str, str, str]]
"""(verb, pattern of the whole path without its query, name of the step); what is in no row passes without a moment."""


class Gate(ThreadingHTTPServer):
    """Forwards HTTP to 127.0.0.1:`target`; set it before the first request. Its own address is `url`."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, *, barrier: Barrier, steps: Steps, target: int = 0) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.barrier = barrier
        self.target = target
        self._steps = [(verb, re.compile(pattern), step) for verb, pattern, step in steps]
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def step_of(self, verb: str, path: str) -> str:
        """The name of the step a request is, or an empty text."""
        path = path.partition("?")[0]
        return next((s for v, pattern, s in self._steps if v == verb and pattern.fullmatch(path)), "")

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Silent: who asked was killed, which is what the test is about."""

    def close(self) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Gate
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        self._forward()

    def do_POST(self) -> None:
        self._forward()

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: a campaign passes thousands of requests."""

    def _forward(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        step, barrier = self.server.step_of(self.command, self.path), self.server.barrier
        barrier.come_by(Moment(step, "asked"))
        try:
            answer, content = self._ask(body)
            barrier.come_by(Moment(step, "answered"))
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in NOT_PASSED_ON:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except (OSError, http.client.HTTPException):
            self.close_connection = True  # one of the two is gone: the other finds the connection broken

    def _ask(self, body: bytes) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.target, timeout=FORWARD_WITHIN_S)
        try:
            headers = {
                name: value for name, value in self.headers.items() if name.lower() not in NOT_PASSED_ON
            }
            connection.request(self.command, self.path, body=body or None, headers=headers)
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()
