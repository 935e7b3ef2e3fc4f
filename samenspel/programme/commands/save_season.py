"""Enter a season, or give it another name or period."""

from datetime import date

from django.db import IntegrityError, transaction

from samenspel.kernel.errors import DomainError
from samenspel.programme.commands.change_programme import Act, BadField, locked, programming, sign, tell
from samenspel.programme.models import Season

FIELDS = ("name", "starts_on", "ends_on")


class NameTaken(DomainError):
    """The house has a season of this name."""


def save_season(
    *, act: Act, name: str, starts_on: date, ends_on: date, season: int | None = None, revision: int = 0
) -> int:
    """Write a season of the house, a new one without `season`; answers its id. `name` has 1-40 characters.

    Raises BadField, NameTaken, SavedInBetween, NotFound, NotProgrammer.
    """
    if not 1 <= len(name.strip()) <= 40:
        raise BadField("name", "length")
    if ends_on <= starts_on:
        raise BadField("ends_on", "before_start")
    with programming(act):
        row = (
            locked(act=act, kind=Season, id=season, revision=revision)
            if season
            else Season(house_id=act.house)
        )
        before = {each: getattr(row, each) for each in FIELDS} if season else None
        row.name, row.starts_on, row.ends_on = name.strip(), starts_on, ends_on
        sign(act=act, row=row)
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as error:
            raise NameTaken(name) from error
        after = {each: getattr(row, each) for each in FIELDS}
        tell(act=act, kind="season.saved", subject=row.pk, before=before, after=after)
    return row.pk
