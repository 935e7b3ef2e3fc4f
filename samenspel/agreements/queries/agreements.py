"""The agreements of a house: each with its versions, who signed them, and which is in force."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Prefetch, Q, QuerySet

from samenspel.agreements.models import Acceptance, Agreement, Grant, Version
from samenspel.agreements.models import Rate as RateOfVersion
from samenspel.agreements.rules.terms import OnRefund, PaymentCosts, Rate, Terms
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope


class State(StrEnum):
    """Of one version. `waiting` for the other house; `coming` and `in_force` once both signed; `replaced` by a later one."""

    WAITING = "waiting"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    COMING = "coming"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Signature:
    house: int
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version whole. `first_day` and `last_day` are when it is really in force, once both signed."""

    number: int
    terms: Terms
    state: State
    proposed_by: int
    proposed_at: datetime
    note: str
    signatures: tuple[Signature, ...]
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement as one of its houses sees it; `versions` newest first. `partner` is the other house."""

    id: int
    house: int
    partner: int
    partner_name: str
    versions: tuple[VersionRow, ...]
    ends_on: date | None
    ended_by: int | None

    @property
    def waiting(self) -> VersionRow | None:
        """What waits for an answer."""
        return next((each for each in self.versions if each.state is State.WAITING), None)

    @property
    def in_force(self) -> VersionRow | None:
        return next((each for each in self.versions if each.state is State.IN_FORCE), None)


def agreements_of(*, scope: Scope, house: int, at: datetime) -> list[AgreementRow]:
    """All agreements of `house`, those that wait for it first, then by the partner's name."""
    found = _read(scope, house, at, Agreement.objects.all())
    return sorted(found, key=lambda row: (not _waits_for(row), row.partner_name.casefold(), -row.id))


def agreement_of(*, scope: Scope, house: int, agreement: int, at: datetime) -> AgreementRow:
    """One of them. Raises NotFound."""
    found = _read(scope, house, at, Agreement.objects.filter(pk=agreement))
    if not found:
        raise NotFound(agreement)
    return found[0]


def _waits_for(row: AgreementRow) -> bool:
    return row.waiting is not None and row.waiting.proposed_by != row.house


def _read(scope: Scope, house: int, at: datetime, chosen: QuerySet[Agreement]) -> list[AgreementRow]:
    """Four statements, however many agreements."""
    today = at.astimezone(BRUSSELS).date()
    versions = Version.objects.select_related("grant").order_by("-number")
    with scope.open():
        rows = (
            chosen.filter(Q(proposer=house) | Q(partner=house))
            .select_related("proposer", "partner")
            .prefetch_related(
                Prefetch("versions", versions),
                Prefetch("versions__rates", RateOfVersion.objects.order_by("id")),
                Prefetch("versions__acceptances", Acceptance.objects.order_by("at")),
            )
        )
        return [_agreement(row, house, today) for row in rows]


def _agreement(row: Agreement, house: int, today: date) -> AgreementRow:
    other = row.partner if row.proposer_id == house else row.proposer
    return AgreementRow(
        id=row.pk,
        house=house,
        partner=other.pk,
        partner_name=other.name,
        versions=tuple(_version(each, today) for each in row.versions.all()),
        ends_on=row.last_day,
        ended_by=row.ended_by_id,
    )


def _version(row: Version, today: date) -> VersionRow:
    grant = getattr(row, "grant", None)
    last = None if grant is None or grant.valid.upper is None else grant.valid.upper - timedelta(days=1)
    return VersionRow(
        number=row.number,
        terms=_terms(row),
        state=_state(row, grant, today),
        proposed_by=row.proposed_by_id,
        proposed_at=row.proposed_at,
        note=row.note,
        signatures=tuple(Signature(each.house_id, each.name, each.at) for each in row.acceptances.all()),
        first_day=None if grant is None else grant.valid.lower,
        last_day=last,
    )


def _state(row: Version, grant: Grant | None, today: date) -> State:
    if row.closed_at is not None:
        return State.WITHDRAWN if row.closed_by_id == row.proposed_by_id else State.DECLINED
    if grant is None:
        # Both signed and yet no days: the next version took its place before it began.
        return State.WAITING if len(row.acceptances.all()) < 2 else State.REPLACED
    if today < grant.valid.lower:
        return State.COMING
    if grant.valid.upper is None or today < grant.valid.upper:
        return State.IN_FORCE
    return State.OVER if grant.valid.upper - timedelta(days=1) == row.until else State.REPLACED


def _terms(row: Version) -> Terms:
    return Terms(
        presenter=row.presenter_id,
        seller=row.seller_id,
        starts_on=row.starts_on,
        until=row.until,
        rates=tuple(
            Rate(each.percentage_bp, each.fixed_cents, each.ticket_type_id, each.rank)
            for each in row.rates.all()
        ),
        productions=tuple(row.productions),
        performances=tuple(row.performances),
        ticket_types=tuple(row.ticket_types),
        floor_cents=row.floor_cents,
        on_refund=OnRefund(row.on_refund),
        payment_costs=PaymentCosts(row.payment_costs),
        shares_buyer=row.shares_buyer,
        notice_days=row.notice_days,
    )
