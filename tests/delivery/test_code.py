"""The code on a ticket, as pure functions."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from samenspel.delivery.rules.code import (
    BASE45,
    NotACode,
    TicketCode,
    from_base45,
    is_genuine,
    read_code,
    read_short_code,
    short_code_fits,
    to_base45,
    write_code,
    write_short_code,
)

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(b"o" * 32)
CODE = TicketCode(
    key=7,
    performance=4_000_000_000,
    ticket=123_456_789_012,
    generation=1,
    valid_from=datetime(2026, 11, 26, 19, 0, tzinfo=UTC),
    valid_until=datetime(2026, 11, 28, 21, 30, tzinfo=UTC),
)
SECRET = b"s" * 32


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"ietf!", "QED8WEX0")],
)
def test_base45_speaks_as_the_rfc(data: bytes, text: str) -> None:
    assert to_base45(data) == text
    assert from_base45(text) == data


@given(st.binary(max_size=120))
def test_base45_comes_back(data: bytes) -> None:
    assert from_base45(to_base45(data)) == data


@pytest.mark.parametrize("text", ["GGW", ":::", "A", "BB8A", "bb8", "€12", "FGW!"])
def test_base45_refuses_what_is_none(text: str) -> None:
    with pytest.raises(NotACode):
        from_base45(text)


def test_code_comes_back_and_is_genuine() -> None:
    text = write_code(code=CODE, key=KEY)

    read = read_code(text)

    assert len(text) == 134
    assert set(text) <= set(BASE45)
    assert (read.key, read.performance, read.ticket, read.generation) == (
        7,
        4_000_000_000,
        123_456_789_012,
        1,
    )
    assert (read.valid_from, read.valid_until) == (CODE.valid_from, CODE.valid_until)
    assert is_genuine(code=read, public_key=KEY.public_key())


def test_code_is_the_same_each_time_it_is_printed() -> None:
    assert write_code(code=CODE, key=KEY) == write_code(code=CODE, key=KEY)


def test_code_of_another_key_is_forged() -> None:
    read = read_code(write_code(code=CODE, key=OTHER_KEY))

    assert not is_genuine(code=read, public_key=KEY.public_key())


@given(byte=st.integers(0, 88), bit=st.integers(0, 7))
def test_code_with_one_bit_changed_is_never_genuine(byte: int, bit: int) -> None:
    raw = bytearray(from_base45(write_code(code=CODE, key=KEY)))
    raw[byte] ^= 1 << bit

    try:
        read = read_code(to_base45(bytes(raw)))
    except NotACode:
        return  # the version byte

    assert not is_genuine(code=read, public_key=KEY.public_key())


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_code, read_short_code):
        try:
            read(text)
        except NotACode:
            continue


@given(ticket=st.integers(1, 2**63 - 1), generation=st.integers(1, 65_535))
def test_short_code_comes_back(ticket: int, generation: int) -> None:
    number, check = read_short_code(
        write_short_code(ticket=ticket, generation=generation, secret=SECRET).lower()
    )

    assert number == ticket
    assert short_code_fits(ticket=ticket, generation=generation, check=check, secret=SECRET)
    assert not short_code_fits(ticket=ticket, generation=generation, check=check, secret=b"x" * 32)


def test_short_code_forgives_letters_that_look_like_digits() -> None:
    text = write_short_code(ticket=33, generation=1, secret=SECRET)

    assert text.startswith("000011-")
    assert read_short_code(" oooo1l " + text[7:])[0] == 33


def test_short_code_dies_with_its_generation() -> None:
    _, check = read_short_code(write_short_code(ticket=33, generation=1, secret=SECRET))

    assert short_code_fits(ticket=33, generation=1, check=check, secret=SECRET)
    assert not short_code_fits(ticket=33, generation=2, check=check, secret=SECRET)
