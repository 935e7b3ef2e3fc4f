"""A ticket at the door."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.access.models import Scan
from samenspel.access.ports import ForgedCode, NotATicketCode, PresentedCode, code_reader
from samenspel.inventory.queries.plans import plan_of
from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope

Outcome = Scan.Outcome


@dataclass(frozen=True, slots=True)
class Admission:
    """What the usher is told. Everything but `outcome` is empty when the ticket is not of this house.

    `first_admitted_at` is when it went in, for a ticket that is in already. `other_title` and `other_starts_at` name the
    performance that a ticket for another one opens. `ticket_type` and `door_note` are texts per language.
    """

    outcome: Outcome
    ticket: int | None = None
    section: str = ""
    row: str = ""
    seat: str = ""
    ticket_type: dict[str, str] | None = None
    door_note: dict[str, str] | None = None
    initials: str = ""
    first_admitted_at: datetime | None = None
    other_title: str = ""
    other_starts_at: datetime | None = None

    @property
    def is_in(self) -> bool:
        return self.outcome == Outcome.ADMITTED


@dataclass(frozen=True, slots=True)
class TicketAtDoor:
    """A row of `look_at_ticket.sql`; all None for a ticket that is not of this house."""

    ticket_id: int | None
    performance_id: int | None
    place_no: int | None
    generation: int | None
    state: str | None
    plan_id: int | None
    ticket_type: dict[str, str] | None
    door_note: dict[str, str] | None
    buyer_name: str | None
    first_admitted_at: datetime | None
    admitted_look: UUID | None
    asked_title: str | None
    asked_starts_at: datetime | None
    is_gate: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    scan_id: int


LOOK = load(__file__, "look_at_ticket", TicketAtDoor)
ADMIT = load(__file__, "admit_ticket", _Entry)


def admit(
    *,
    scope: Scope,
    house: int,
    performance: int,
    code: str,
    user: int | None,
    at: datetime,
    look: UUID | None = None,
) -> Admission:
    """Let the bearer of a scanned or typed code in to a performance of `house`, or say why not. Every look is recorded.

    A ticket goes in once over all doors, whatever runs at the same time: the index `ticket_opens_once`. Two round trips.
    `look` is an id that the door made for this look: sent again after the answer was lost, it is admitted again.

    Raises NotFound when the performance is not of this house, or not for this scope.
    """
    if house not in scope.houses:
        raise NotFound
    try:
        presented: PresentedCode | None = code_reader()(code)
        outcome = None
    except NotATicketCode:
        presented, outcome = None, Outcome.UNKNOWN
    except ForgedCode:
        presented, outcome = None, Outcome.FORGED
    found = _look(scope, house, performance, presented)
    if not found.is_gate:
        raise NotFound
    outcome = outcome or _judge(found, presented, performance)
    if outcome == Outcome.ADMITTED:
        # As the product itself, because a house writes no tickets; the statement holds to the tickets of this house.
        entry = ADMIT.rows(
            scope=Scope.of_system(),
            house=house,
            ticket=found.ticket_id,
            generation=found.generation,
            user=user,
            at=at,
            look=look,
        )
        if entry:
            return _told(outcome, found)
        # Another door was first by a blink, or the order was cancelled in it: look again and say which.
        found = _look(scope, house, performance, presented)
        outcome = Outcome.ALREADY_IN if found.first_admitted_at else _judge(found, presented, performance)
    if outcome == Outcome.ALREADY_IN and look is not None and found.admitted_look == look:
        # The same look once more: its answer was lost on the way, and nobody went in on it yet.
        return _told(Outcome.ADMITTED, found)
    _record(
        scope=scope,
        house=house,
        performance=performance,
        ticket=found.ticket_id,
        outcome=outcome,
        user=user,
        at=at,
    )
    return _told(outcome, found)


def _judge(found: TicketAtDoor, presented: PresentedCode | None, performance: int) -> Outcome:
    """The first reason that holds, from what no usher can change to what they can; ADMITTED when there is none."""
    if presented is None:
        return Outcome.UNKNOWN
    if found.ticket_id is None or found.generation is None:
        elsewhere = presented.performance is not None and presented.performance != performance
        return Outcome.OTHER_PERFORMANCE if elsewhere and found.asked_title else Outcome.UNKNOWN
    current = presented.was_made_for(found.generation)
    if not current and not any(
        presented.was_made_for(generation) for generation in range(1, found.generation)
    ):
        return Outcome.UNKNOWN
    if found.state != "valid":
        return Outcome.VOID
    if not current:
        return Outcome.OLD_CODE
    if found.performance_id != performance:
        return Outcome.OTHER_PERFORMANCE
    return Outcome.ALREADY_IN if found.first_admitted_at else Outcome.ADMITTED


def _look(scope: Scope, house: int, performance: int, presented: PresentedCode | None) -> TicketAtDoor:
    return LOOK.one(
        scope=scope,
        house=house,
        performance=performance,
        ticket=presented.ticket if presented else None,
        claimed=presented.performance if presented else None,
    )


def _record(
    *,
    scope: Scope,
    house: int,
    performance: int,
    ticket: int | None,
    outcome: Outcome,
    user: int | None,
    at: datetime,
) -> None:
    with scope.open():
        Scan.objects.create(
            house_id=house,
            performance_id=performance,
            ticket_id=ticket,
            outcome=outcome,
            scanned_by_id=user,
            at=at,
        )


def _told(outcome: Outcome, found: TicketAtDoor) -> Admission:
    other = outcome == Outcome.OTHER_PERFORMANCE
    where = (
        {"other_title": found.asked_title or "", "other_starts_at": found.asked_starts_at} if other else {}
    )
    # A mistyped code may name a stranger's ticket: nothing of it is shown.
    if found.plan_id is None or found.place_no is None or outcome in (Outcome.UNKNOWN, Outcome.FORGED):
        return Admission(outcome=outcome, **where)  # type: ignore[arg-type]
    place = plan_of(found.plan_id).places[found.place_no]
    return Admission(
        outcome=outcome,
        ticket=found.ticket_id,
        section=place.section,
        row=place.row,
        seat=place.seat,
        ticket_type=found.ticket_type,
        door_note=found.door_note,
        initials=_initials(found.buyer_name or ""),
        first_admitted_at=None if outcome == Outcome.ADMITTED else found.first_admitted_at,
        **where,  # type: ignore[arg-type]
    )


def _initials(name: str) -> str:
    """`A.P.`: enough to ask for a name, not enough to read one over a shoulder. At most three letters, no emoji."""
    letters = [part[0] for part in name.split() if part[0].isalpha()]
    return "".join(f"{letter}." for letter in letters[:3]).upper()
