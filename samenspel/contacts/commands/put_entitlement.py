"""A house writes down what a visitor is entitled to with it, and ends that."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.backends.postgresql.psycopg_any import DateRange

from samenspel.contacts.models import Contact, Entitlement
from samenspel.kernel.changes import tell_change
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.tenancy import Scope

MOST_LEVEL = 1000
MOST_NOTE = 200


class BadEntitlement(DomainError):
    """`field` cannot be written like this."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def put_entitlement(
    *,
    scope: Scope,
    house: int,
    email: str,
    kind: str,
    first: date,
    last: date | None = None,
    level: int = 0,
    note: str = "",
    language: str = "nl",
    at: datetime,
) -> int:
    """What the owner of `email` is entitled to in `house` from `first` until `last`, both included (None: until ended). Its id.

    One of each `kind` (letters, digits, hyphens, at most 60): the same again takes the place of the former, so a card is
    renewed by it. `level` counts the shows of a subscription. It counts for who signs in with that address and in this house
    alone; whether the address was known before is told to nobody. Raises NotFound (no house of this scope), BadEntitlement.
    """
    _check(email=email, kind=kind, first=first, last=last, level=level, note=note)
    if house not in scope.houses:
        raise NotFound
    with Scope.of_system().open():
        contact, _ = Contact.objects.get_or_create(
            email=email.strip().lower(), defaults={"language": language, "created_at": at}
        )
    with scope.open():
        found = (
            Entitlement.objects.select_for_update().filter(contact=contact, house=house, kind=kind).first()
        )
        before = _facts(found) if found else None
        entitlement = found or Entitlement(contact=contact, house_id=house, kind=kind)
        entitlement.level, entitlement.note = level, note.strip()
        entitlement.valid = DateRange(first, last, "[]")
        entitlement.source, entitlement.checked_at = "house", at
        entitlement.save()
        entitlement.refresh_from_db()
        tell_change(
            kind=f"contacts.entitlement.{'changed' if found else 'added'}",
            house=house,
            subject=entitlement.pk,
            before=before,
            after=_facts(entitlement),
            by=scope.actor,
            at=at,
        )
    return entitlement.pk


def end_entitlement(*, scope: Scope, house: int, entitlement: int, at: datetime) -> None:
    """It counts no longer, from now on; tickets bought with it keep their price. Idempotent.

    One that began today or did not begin yet is taken away. Raises NotFound (not of this house, or not written by it).
    """
    today = at.astimezone(BRUSSELS).date()
    with scope.open():
        found = Entitlement.objects.select_for_update().filter(pk=entitlement, house=house).first()
        if found is None or house not in scope.houses:
            raise NotFound(entitlement)
        if found.valid.upper is not None and found.valid.upper <= today:
            return
        before, after = _facts(found), None
        if found.valid.lower is None or found.valid.lower < today:
            found.valid = DateRange(found.valid.lower, today)
            found.save(update_fields=["valid"])
            after = _facts(found)
        else:
            found.delete()
        tell_change(
            kind="contacts.entitlement.ended",
            house=house,
            subject=entitlement,
            before=before,
            after=after,
            by=scope.actor,
            at=at,
        )


def _facts(entitlement: Entitlement) -> Mapping[str, Any]:
    """What the log keeps: no note and no address, because the log is never rewritten. `until` is the day after the last."""
    valid = entitlement.valid
    return {
        "card": entitlement.kind,
        "level": entitlement.level,
        "valid_from": valid.lower,
        "valid_until": valid.upper,
    }


def _check(*, email: str, kind: str, first: date, last: date | None, level: int, note: str) -> None:
    try:
        validate_email(email.strip())
    except ValidationError as error:
        raise BadEntitlement("email") from error
    if not re.fullmatch(r"[a-z0-9-]{1,60}", kind):
        raise BadEntitlement("kind")
    if last is not None and last < first:
        raise BadEntitlement("last")
    if not 0 <= level <= MOST_LEVEL:
        raise BadEntitlement("level")
    if len(note.strip()) > MOST_NOTE:
        raise BadEntitlement("note")
