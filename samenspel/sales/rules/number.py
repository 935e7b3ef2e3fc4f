"""The number of an order as people read and spell it."""

from uuid import UUID

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
CHARACTERS = 8


def order_number(order: UUID) -> str:
    """`S-XXXX-XXXX` from the last 40 random bits of the id: it names an order to a person and opens nothing."""
    bits = order.int & ((1 << 5 * CHARACTERS) - 1)
    text = "".join(ALPHABET[bits >> 5 * place & 31] for place in reversed(range(CHARACTERS)))
    return f"S-{text[:4]}-{text[4:]}"


def number_suffix(number: str) -> str | None:
    """The last ten hexadecimal digits of the ids that carry this number, or None when it is no order number.

    Reads what people type: lower case, without dashes, O for 0, I or L for 1.
    """
    text = (
        number.upper().replace("-", "").replace(" ", "").replace("O", "0").replace("I", "1").replace("L", "1")
    )
    text = text.removeprefix("S") if len(text) == CHARACTERS + 1 else text
    if len(text) != CHARACTERS or any(character not in ALPHABET for character in text):
        return None
    bits = 0
    for character in text:
        bits = bits << 5 | ALPHABET.index(character)
    return f"{bits:010x}"
