"""What the ticket types of the demo ask: groups and schools come together, residents live there, cards are shown at the door."""

from collections.abc import Mapping

from samenspel.catalogue.models import Condition, TicketType

TOGETHER: Mapping[str, int] = {"groep": 10, "school": 10}
AT_THE_DOOR = "door"


def ask_conditions() -> None:
    """Write them for every house that has none of them yet; what was sold keeps its price. Idempotent, two statements."""
    types = TicketType.objects.select_related("house").order_by("pk")
    Condition.objects.bulk_create(
        [
            Condition(ticket_type=type_, kind=str(terms["kind"]), terms=terms)
            for type_ in types
            for terms in _asked(type_.code, type_.house.postcode)
        ],
        ignore_conflicts=True,
    )


def _asked(code: str, postcode: str) -> list[dict[str, object]]:
    if code in TOGETHER:
        return [{"kind": "group", "least": TOGETHER[code]}]
    match code:
        case "min-26":
            return [{"kind": "age", "oldest": 25, "proof": AT_THE_DOOR}]
        case "65-plus":
            return [{"kind": "age", "youngest": 65, "proof": AT_THE_DOOR}]
        case "inwoner" if postcode:
            return [{"kind": "resident", "postcodes": [postcode], "proof": AT_THE_DOOR}]
        case "kansentarief":
            return [{"kind": "entitlement", "any": ["uitpas-social"], "proof": AT_THE_DOOR}]
    return []
