"""Answer a proposal: sign it, or close it; and end an agreement that is in force."""

from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from samenspel.agreements.commands.propose import locked, open_version, tell_parties
from samenspel.agreements.models import Acceptance, Agreement, Grant, Version
from samenspel.houses.commands.change_house import Administration, administering
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.ledger.commands.open_pair import open_pair


class NotWaiting(DomainError):
    """This version waits for no answer of this house: it is signed, declined, withdrawn, or was proposed by this house."""


class TermsOver(DomainError):
    """The last day of this version has passed: propose one with later days."""


class NothingInForce(DomainError):
    """There is nothing to end: no version is in force, or a house ended it already."""


class TooSoon(DomainError):
    """The agreement asks notice: it can end on `earliest` or later."""

    def __init__(self, earliest: date) -> None:
        super().__init__(earliest)
        self.earliest = earliest


def accept_version(*, act: Administration, agreement: int, number: int, name: str) -> None:
    """Sign a proposal as `name`; both houses have signed then, and it is in force from its first day, today at the earliest.

    What was in force before ends the day before. Raises NotFound, NotAdmin, NotWaiting, TermsOver.
    """
    with administering(act):
        row = locked(agreement=agreement, house=act.house)
        version = _waiting(row, number)
        if version.proposed_by_id == act.house:
            raise NotWaiting
        Acceptance.objects.create(version=version, house_id=act.house, user_id=act.by, name=name, at=act.at)
        _put_in_force(act, row, version)
        open_pair(presenter=version.presenter_id, seller=version.seller_id)
        tell_parties(act=act, agreement=row, what="signed", number=number)


def close_version(*, act: Administration, agreement: int, number: int) -> None:
    """Decline the other house's proposal, or withdraw one's own. Raises NotFound, NotAdmin, NotWaiting."""
    with administering(act):
        row = locked(agreement=agreement, house=act.house)
        version = _waiting(row, number)
        version.closed_by_id = act.house
        version.closed_at = act.at
        version.save(update_fields=["closed_by", "closed_at"])
        what = "taken_back" if version.proposed_by_id == act.house else "declined"
        tell_parties(act=act, agreement=row, what=what, number=number)


def end_agreement(*, act: Administration, agreement: int, last_day: date) -> None:
    """End it with `last_day` as its last, at least the notice of the version in force from today. What is sold stays sold.

    Raises NotFound, NotAdmin, NothingInForce, TooSoon.
    """
    today = _today(act)
    with administering(act):
        row = locked(agreement=agreement, house=act.house)
        grant = Grant.objects.select_related("version").filter(agreement=row).order_by("valid").last()
        if grant is None or row.last_day is not None or (grant.valid.upper and grant.valid.upper <= today):
            raise NothingInForce
        earliest = today + timedelta(days=grant.version.notice_days)
        if last_day < earliest:
            raise TooSoon(earliest)
        _close(grant, before=last_day + timedelta(days=1))
        row.last_day = last_day
        row.ended_by_id = act.house
        row.save(update_fields=["last_day", "ended_by"])
        tell_parties(act=act, agreement=row, what="ended")


def _waiting(row: Agreement, number: int) -> Version:
    version = open_version(row)
    if not row.versions.filter(number=number).exists():
        raise NotFound(number)
    if version is None or version.number != number:
        raise NotWaiting
    return version


def _put_in_force(act: Administration, row: Agreement, version: Version) -> None:
    first = max(version.starts_on, _today(act))
    if version.until is not None and version.until < first:
        raise TermsOver
    for earlier in Grant.objects.filter(agreement=row):
        _close(earlier, before=first)
    Grant.objects.create(
        agreement=row,
        version=version,
        presenter_id=version.presenter_id,
        seller_id=version.seller_id,
        valid=DateRange(first, None if version.until is None else version.until + timedelta(days=1)),
        productions=version.productions,
        performances=version.performances,
        ticket_types=version.ticket_types,
        floor_cents=version.floor_cents,
    )


def _close(grant: Grant, *, before: date) -> None:
    """The last day of a grant is at most the one before `before`; one that never began is taken away by its own days."""
    first, end = grant.valid.lower, grant.valid.upper
    if end is not None and end <= before:
        return
    if before <= first:
        grant.delete()
        return
    grant.valid = DateRange(first, before)
    grant.save(update_fields=["valid"])


def _today(act: Administration) -> date:
    return act.at.astimezone(BRUSSELS).date()
