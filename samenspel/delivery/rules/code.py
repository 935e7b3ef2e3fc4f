"""The code on a ticket: a signed fact that a door can check without asking anyone.

Layout, big-endian, 89 bytes: version 1 · key id 2 · performance 4 · ticket 8 · generation 2 · valid from 4 · valid until 4
(minutes since 1970, UTC) · Ed25519 signature 64 over the 25 bytes before it. No personal data. Written as Base45 (RFC 9285),
it is 134 characters of the QR code's alphanumeric mode: a version 6 symbol at level M.
"""

import hmac
import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from samenspel.kernel.errors import DomainError
from samenspel.sales.rules.number import ALPHABET

VERSION = 1
BODY = struct.Struct(">BHIQHII")
SIGNATURE_BYTES = 64
CODE_BYTES = BODY.size + SIGNATURE_BYTES

BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
SHORT_MIN_DIGITS = 6
SHORT_CHECK_DIGITS = 4


class NotACode(DomainError):
    """The text is no code of ours at all: something else was scanned."""


@dataclass(frozen=True, slots=True)
class TicketCode:
    """What a code claims. `signed` and `signature` are kept as read, so that the claim can be checked later."""

    key: int
    performance: int
    ticket: int
    generation: int
    valid_from: datetime
    valid_until: datetime
    signed: bytes = b""
    signature: bytes = b""


def write_code(*, code: TicketCode, key: Ed25519PrivateKey) -> str:
    """Sign and write a code: 134 characters. The same code and key always give the same text (Ed25519 is deterministic)."""
    body = BODY.pack(
        VERSION,
        code.key,
        code.performance,
        code.ticket,
        code.generation,
        _minutes(code.valid_from),
        _minutes(code.valid_until),
    )
    return to_base45(body + key.sign(body))


def read_code(text: str) -> TicketCode:
    """Read without checking the signature. Raises NotACode."""
    raw = from_base45(text.strip("\r\n\t").upper())
    if len(raw) != CODE_BYTES or raw[0] != VERSION:
        raise NotACode
    body, signature = raw[: BODY.size], raw[BODY.size :]
    _, key, performance, ticket, generation, valid_from, valid_until = BODY.unpack(body)
    return TicketCode(
        key=key,
        performance=performance,
        ticket=ticket,
        generation=generation,
        valid_from=datetime.fromtimestamp(valid_from * 60, UTC),
        valid_until=datetime.fromtimestamp(valid_until * 60, UTC),
        signed=body,
        signature=signature,
    )


def is_genuine(*, code: TicketCode, public_key: Ed25519PublicKey) -> bool:
    """Whether the owner of `public_key` signed this code."""
    try:
        public_key.verify(code.signature, code.signed)
    except InvalidSignature:
        return False
    return True


def write_short_code(*, ticket: int, generation: int, secret: bytes) -> str:
    """The code for fingers: ticket number and four check characters, `00004K-7QXM`. It dies with its generation too.

    One guess in a million is right (20 bits), so it opens doors only through a signed-in usher, never by itself.
    """
    digits = ""
    rest = ticket
    while rest or len(digits) < SHORT_MIN_DIGITS:
        rest, digit = divmod(rest, 32)
        digits = ALPHABET[digit] + digits
    return f"{digits}-{_check_digits(ticket=ticket, generation=generation, secret=secret)}"


def read_short_code(text: str) -> tuple[int, str]:
    """The ticket number and the check characters of a typed code; O, I and L are read as 0 and 1. Raises NotACode."""
    plain = text.strip().upper().replace("-", "").replace(" ", "").translate(str.maketrans("OIL", "011"))
    digits, check = plain[:-SHORT_CHECK_DIGITS], plain[-SHORT_CHECK_DIGITS:]
    if not SHORT_MIN_DIGITS <= len(digits) <= 13 or any(digit not in ALPHABET for digit in plain):
        raise NotACode
    ticket = 0
    for digit in digits:
        ticket = ticket * 32 + ALPHABET.index(digit)
    if not 0 < ticket < 2**63:
        raise NotACode
    return ticket, check


def short_code_fits(*, ticket: int, generation: int, check: str, secret: bytes) -> bool:
    """Whether the check characters belong to this ticket in this generation."""
    return hmac.compare_digest(_check_digits(ticket=ticket, generation=generation, secret=secret), check)


def to_base45(data: bytes) -> str:
    """RFC 9285, section 4.1."""
    text = ""
    for i in range(0, len(data) - 1, 2):
        rest, first = divmod(data[i] * 256 + data[i + 1], 45)
        third, second = divmod(rest, 45)
        text += BASE45[first] + BASE45[second] + BASE45[third]
    if len(data) % 2:
        second, first = divmod(data[-1], 45)
        text += BASE45[first] + BASE45[second]
    return text


def from_base45(text: str) -> bytes:
    """RFC 9285, section 4.2. Raises NotACode when `text` is no Base45."""
    try:
        values = [BASE45.index(character) for character in text]
        data = bytearray()
        for i in range(0, len(values), 3):
            group = values[i : i + 3]
            number = sum(value * 45**power for power, value in enumerate(group))
            data += number.to_bytes(len(group) - 1, "big") if len(group) > 1 else _refuse()
    except (ValueError, OverflowError) as error:
        raise NotACode from error
    return bytes(data)


def _refuse() -> bytes:
    raise NotACode


def _check_digits(*, ticket: int, generation: int, secret: bytes) -> str:
    digest = hmac.digest(secret, struct.pack(">QH", ticket, generation), sha256)
    number = int.from_bytes(digest[:3], "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in (15, 10, 5, 0))


def _minutes(moment: datetime) -> int:
    return int(moment.timestamp()) // 60
