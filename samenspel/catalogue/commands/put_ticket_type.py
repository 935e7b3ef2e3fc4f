"""Write one ticket type of a house."""

from collections.abc import Mapping

from samenspel.catalogue.commands.house_rule import own_house
from samenspel.catalogue.models import TicketType
from samenspel.catalogue.rules.moments import BadTerms, number
from samenspel.kernel.errors import NotFound
from samenspel.kernel.row_state import check_read
from samenspel.kernel.tenancy import Scope

MOST_LETTERS = 60
MOST_NOTE = 200


def put_ticket_type(
    *,
    scope: Scope,
    house: int,
    code: str,
    name: Mapping[str, str],
    note: Mapping[str, str],
    position: int,
    ticket_type: int | None = None,
    read: str | None = None,
) -> int:
    """Write the type `ticket_type`, or without it the new type `code`; answers its id. `name` and `note` are language -> text.

    A name has 1 to 60 letters, in Dutch at least; a note, which says what to show at the door, at most 200; `position` 0 to 999
    orders the types in the shop. The code of a type never changes. `read` is the state of the type that the
    writer saw (TicketTypeFacts.state). Raises NotFound (no house or type of this scope), BadTerms naming the field,
    ChangedMeanwhile.
    """
    own_house(scope=scope, house=house)
    if not name.get("nl", "").strip():
        raise BadTerms("name_nl", "missing")
    for field, texts, most in (("name", name, MOST_LETTERS), ("note", note, MOST_NOTE)):
        for language, text in texts.items():
            if len(text) > most:
                raise BadTerms(f"{field}_{language}", "range")
    number(position, "position", 0, 999)
    kept = {
        "name": {language: text.strip() for language, text in name.items() if text.strip()},
        "note": {language: text.strip() for language, text in note.items() if text.strip()},
        "position": position,
    }
    with scope.open():
        if ticket_type is None:
            if not code or len(code) > 30 or not code.replace("-", "").isalnum():
                raise BadTerms("code", "wrong")
            made, created = TicketType.objects.get_or_create(house_id=house, code=code, defaults=kept)
            if not created:
                raise BadTerms("name_nl", "twice")
            return made.pk
        standing = TicketType.objects.select_for_update().filter(pk=ticket_type, house_id=house).first()
        if standing is None:
            raise NotFound(ticket_type)
        check_read(row=standing, read=read)
        TicketType.objects.filter(pk=ticket_type).update(**kept)
        return ticket_type
