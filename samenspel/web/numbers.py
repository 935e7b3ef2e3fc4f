"""Numbers in addresses and forms: one that no row can have is no number, instead of an error of the database."""

from django.urls import register_converter

BIG_DIGITS = 18
"""Every number of so many digits fits a bigint, as ids are."""
SMALL_DIGITS = 9
"""The same for an integer, as places and houses are."""


class Number:
    """`<number:...>` in an address: like Django's `int`, and not found when it cannot be an id."""

    regex = f"[0-9]{{1,{BIG_DIGITS}}}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(Number, "number")


def number(text: str, *, digits: int = BIG_DIGITS, otherwise: int = 0) -> int:
    """The number that a form or a query says with at most `digits` digits, `otherwise` when it says none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else otherwise
