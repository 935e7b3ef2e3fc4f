"""The port between a door and the codes: what reads them stands beside this domain, and is wired from above."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from samenspel.kernel.errors import DomainError


class NotATicketCode(DomainError):
    """The text is no code of a ticket: something else was scanned, or it was typed wrong."""


class ForgedCode(DomainError):
    """It looks like a code of a ticket, but we never signed it. `ticket` and `performance` are what it pretends."""

    def __init__(self, ticket: int, performance: int) -> None:
        super().__init__(ticket, performance)
        self.ticket = ticket
        self.performance = performance


@dataclass(frozen=True, slots=True)
class PresentedCode:
    """A code that names a ticket. `performance` is None for a typed code, which does not say it.

    `was_made_for(generation)` tells whether it is the code of that generation of the ticket.
    """

    ticket: int
    performance: int | None
    was_made_for: Callable[[int], bool]


class CodeReader(Protocol):
    def __call__(self, text: str) -> PresentedCode:
        """Read a scanned or typed code. Raises NotATicketCode and ForgedCode."""


_reader: list[CodeReader] = []


def register_code_reader(reader: CodeReader) -> None:
    """Called once, from `config/wiring.py`."""
    _reader[:] = [reader]


def code_reader() -> CodeReader:
    return _reader[0]
