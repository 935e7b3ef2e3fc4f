"""Propose what one house may sell for another: the first version of an agreement, or the next one."""

from collections.abc import Iterable

from samenspel.agreements.models import Acceptance, Agreement, Rate, Version
from samenspel.agreements.rules.terms import BadTerms, Terms, check_terms
from samenspel.catalogue.models import TicketType
from samenspel.houses.commands.change_house import Administration, administering
from samenspel.houses.models import House
from samenspel.kernel.changes import tell_change
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance

NOTE_MAX = 500


class ProposalOpen(DomainError):
    """A version waits for an answer: it is accepted, declined or withdrawn before the next is proposed."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class AgreementEnded(DomainError):
    """A house ended it: a new agreement takes its place."""


def propose_agreement(*, act: Administration, terms: Terms, name: str, note: str = "") -> int:
    """Propose a new agreement to the other house of `terms`; the proposer, `name`, signs by proposing. Answers its id.

    `note` (at most 500 characters) goes with it. Raises NotFound, NotAdmin, BadTerms; nothing is kept then.
    """
    check_terms(terms=terms)
    partner = _partner(act, terms)
    with administering(act):
        if not House.objects.filter(pk=partner).exists():
            raise BadTerms("seller", "unknown")
        agreement = Agreement.objects.create(proposer_id=act.house, partner_id=partner, created_at=act.at)
        _write_version(act, agreement, 1, terms, name, note)
    return agreement.pk


def propose_version(*, act: Administration, agreement: int, terms: Terms, name: str, note: str = "") -> int:
    """Propose the next version between the same houses; what is in force stays so until both signed. Answers its number.

    Raises NotFound, NotAdmin, BadTerms, ProposalOpen, AgreementEnded; nothing is kept then.
    """
    check_terms(terms=terms)
    partner = _partner(act, terms)
    with administering(act):
        row = locked(agreement=agreement, house=act.house)
        if {row.proposer_id, row.partner_id} != {act.house, partner}:
            raise BadTerms("seller", "unknown")
        if row.last_day is not None:
            raise AgreementEnded
        waiting = open_version(row)
        if waiting is not None:
            raise ProposalOpen(waiting.number)
        number = row.versions.count() + 1
        _write_version(act, row, number, terms, name, note)
    return number


def locked(*, agreement: int, house: int) -> Agreement:
    """The agreement with its row locked, inside an open scope. Raises NotFound when `house` is no party."""
    row = Agreement.objects.select_for_update().filter(pk=agreement).first()
    if row is None or house not in (row.proposer_id, row.partner_id):
        raise NotFound(agreement)
    return row


def open_version(agreement: Agreement) -> Version | None:
    """The version that waits for an answer."""
    last = agreement.versions.order_by("-number").first()
    if last is None or last.closed_at is not None or last.acceptances.count() == 2:
        return None
    return last


def _partner(act: Administration, terms: Terms) -> int:
    if act.house == terms.presenter:
        return terms.seller
    if act.house == terms.seller:
        return terms.presenter
    raise BadTerms("presenter", "unknown")


def _write_version(
    act: Administration, agreement: Agreement, number: int, terms: Terms, name: str, note: str
) -> None:
    _check_named(terms)
    version = Version.objects.create(
        agreement=agreement, number=number, presenter_id=terms.presenter, seller_id=terms.seller,
        productions=sorted(terms.productions), performances=sorted(terms.performances),
        ticket_types=sorted(terms.ticket_types), floor_cents=terms.floor_cents, on_refund=terms.on_refund,
        payment_costs=terms.payment_costs, shares_buyer=terms.shares_buyer, starts_on=terms.starts_on,
        until=terms.until, notice_days=terms.notice_days, proposed_by_id=act.house, proposed_at=act.at,
        note=note.strip()[:NOTE_MAX],
    )  # fmt: skip
    Rate.objects.bulk_create(
        Rate(
            version=version,
            ticket_type_id=rate.ticket_type,
            rank=rate.rank,
            percentage_bp=rate.percentage_bp,
            fixed_cents=rate.fixed_cents,
        )
        for rate in terms.rates
    )
    Acceptance.objects.create(version=version, house_id=act.house, user_id=act.by, name=name, at=act.at)
    tell_parties(act=act, agreement=agreement, what="proposed", number=number)


def _check_named(terms: Terms) -> None:
    """What is named is the presenter's: a house cannot give away what is another's."""
    own = Performance.objects.filter(house=terms.presenter)
    types = {rate.ticket_type for rate in terms.rates if rate.ticket_type is not None}
    for field, asked, known in (
        ("performances", terms.performances, own.values_list("pk", flat=True)),
        ("productions", terms.productions, own.values_list("production_id", flat=True)),
        ("ticket_types", terms.ticket_types, _types_of(terms.presenter)),
        ("rates", types, _types_of(terms.presenter)),
    ):
        if asked and set(asked) - set(known):
            raise BadTerms(field, "unknown")


def _types_of(house: int) -> Iterable[int]:
    return TicketType.objects.filter(house=house).values_list("pk", flat=True)


def tell_parties(*, act: Administration, agreement: Agreement, what: str, number: int | None = None) -> None:
    """The fact, once in the log of each house."""
    houses = (agreement.proposer_id, agreement.partner_id)
    name = House.objects.values_list("name", flat=True).get(pk=act.house)
    with Scope.of_houses(*houses, actor=act.by).open():
        for house in houses:
            tell_change(
                kind=f"agreements.agreement.{what}",
                house=house,
                subject=agreement.pk,
                before=None,
                after={"version": number, "house": name},
                by=act.by if house == act.house else None,
                at=act.at,
            )
