"""The one way in which a person changes the programme: allowed, locked, unchanged since it was read, told.

Each verb (save a season, a production, plan a performance, ...) prepares the row and hands it over here.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from samenspel.houses.models import Role, StaffRole
from samenspel.identity.models import User
from samenspel.kernel.changes import tell_change
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance, Production, Season

PROGRAMMERS = (Role.PROGRAMMER, Role.HOUSE_ADMIN)
LANGUAGES = ("nl", "fr", "en")
Row = TypeVar("Row", Season, Production, Performance)


class NotProgrammer(DomainError):
    """This login is no programmer or admin of the house."""


class SavedInBetween(DomainError):
    """Somebody saved it since it was read: `by` (a name, empty for a load from files) at `at`. `what` is its name."""

    def __init__(self, what: str, by: str, at: datetime | None) -> None:
        super().__init__(what, by)
        self.what = what
        self.by = by
        self.at = at


class BadField(DomainError):
    """A value that cannot be: `field` says which, `why` is a word for it."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(field, why)
        self.field = field
        self.why = why


@dataclass(frozen=True, slots=True)
class Act:
    """What one person does to the programme of one house at one moment; `key` when an API key does it in their name."""

    scope: Scope
    house: int
    by: int
    at: datetime
    key: int | None = None


@contextmanager
def programming(act: Act) -> Iterator[None]:
    """A transaction in which `act.by` may change the programme. Raises NotFound for another house, NotProgrammer."""
    if not act.scope.system and act.house not in act.scope.houses:
        raise NotFound(act.house)
    with act.scope.open():
        if not StaffRole.objects.filter(house=act.house, user=act.by, role__in=PROGRAMMERS).exists():
            raise NotProgrammer(act.by)
        yield


def locked(*, act: Act, kind: type[Row], id: int, revision: int) -> Row:
    """The row of this house, to change. Raises NotFound, SavedInBetween when its revision is not the one that was read."""
    row = kind._default_manager.select_for_update().filter(pk=id, house=act.house).first()
    if row is None:
        raise NotFound(id)
    if row.revision != revision:
        by = User.objects.filter(pk=row.saved_by_id).first() if row.saved_by_id else None
        raise SavedInBetween(_name(row), (by.name or by.email) if by else "", row.saved_at)
    return row


def sign(*, act: Act, row: Season | Production | Performance) -> None:
    """Say on the row who saves it now; the next one to save it must have read this revision."""
    if row.pk:
        row.revision += 1
    row.saved_by_id, row.saved_at = act.by, act.at


def tell(
    *,
    act: Act,
    kind: str,
    subject: int,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
    **more: Any,
) -> None:
    """The fact: who, and what was and is of everything that differs. `before` is None for something new."""
    if act.key is not None:
        more["api_key"] = act.key
    tell_change(
        kind=f"programme.{kind}",
        house=act.house,
        subject=subject,
        before=before,
        after=after,
        by=act.by,
        at=act.at,
        **more,
    )


def texts_of(texts: Mapping[str, str], *, longest: int) -> dict[str, str]:
    """Language -> text without empty ones, cut at `longest` characters."""
    return {
        language: texts[language].strip()[:longest]
        for language in LANGUAGES
        if texts.get(language, "").strip()
    }


def _name(row: Season | Production | Performance) -> str:
    if isinstance(row, Performance):
        return row.production.title
    return row.title if isinstance(row, Production) else row.name
