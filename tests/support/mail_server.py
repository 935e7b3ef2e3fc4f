"""A mail server for tests: takes what is sent by SMTP and keeps it; the moments around a mail are those of a gate."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from dataclasses import dataclass

from tests.support.gate import Barrier, Moment


@dataclass(frozen=True)
class Received:
    recipient: str
    subject: str


class MailServer(socketserver.ThreadingTCPServer):
    """`received` holds every mail that was accepted, copies too. Its step is called `mail`."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, *, barrier: Barrier) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.barrier = barrier
        self.received: list[Received] = []
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def url(self) -> str:
        """For EMAIL_URL."""
        return f"smtp://127.0.0.1:{self.server_address[1]}?tls=0"

    def close(self) -> None:
        self.shutdown()
        self.server_close()


class _Session(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        try:
            self._talk()
        except OSError:
            return  # who was sending is gone

    def _talk(self) -> None:
        self._say("220 mail.example")
        while line := self.rfile.readline():
            match line.split()[0].upper() if line.split() else b"":
                case b"DATA":
                    self.server.barrier.come_by(Moment("mail", "asked"))
                    self._say("354 go on")
                    self._take()
                    self.server.barrier.come_by(Moment("mail", "answered"))
                    self._say("250 taken")
                case b"QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("250 ok")

    def _take(self) -> None:
        """A mail counts once its last line, a dot, is in."""
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        if not line:
            raise ConnectionError("the sender is gone in the middle of a mail")
        mail = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        subject = " ".join(str(mail["Subject"]).split())  # a long one came over several lines
        self.server.received.append(Received(str(mail["To"]), subject))

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")
