"""Doors read the codes that delivery writes: the two domains do not know each other, so their meeting place is here."""

from samenspel.access.ports import ForgedCode, NotATicketCode, PresentedCode
from samenspel.delivery.keyring import UnknownKey, public_key_of, short_code_secret
from samenspel.delivery.rules.code import NotACode, is_genuine, read_code, read_short_code, short_code_fits


def read_presented_code(text: str) -> PresentedCode:
    """Read a signed code, else a short one. Raises NotATicketCode and ForgedCode."""
    try:
        code = read_code(text)
    except NotACode:
        return _read_typed(text)
    try:
        genuine = is_genuine(code=code, public_key=public_key_of(key=code.key))
    except UnknownKey:
        genuine = False
    if not genuine:
        raise ForgedCode(ticket=code.ticket, performance=code.performance)
    return PresentedCode(
        ticket=code.ticket,
        performance=code.performance,
        was_made_for=lambda generation: generation == code.generation,
    )


def _read_typed(text: str) -> PresentedCode:
    try:
        ticket, check = read_short_code(text)
    except NotACode as error:
        raise NotATicketCode from error
    secret = short_code_secret()
    return PresentedCode(
        ticket=ticket,
        performance=None,
        was_made_for=lambda generation: short_code_fits(
            ticket=ticket, generation=generation, check=check, secret=secret
        ),
    )
