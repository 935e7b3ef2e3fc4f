"""At the door: who comes in, who does not, and why. Codes are read from real tickets."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, connections, transaction

from samenspel.access.commands.admit import Admission, admit
from samenspel.access.models import Scan
from samenspel.access.queries.gates import gate_of, gates_of
from samenspel.access.queries.order_admitted import order_admitted
from samenspel.access.queries.ushers import houses_at_the_door
from samenspel.delivery.commands.print_tickets import TicketCodes, ticket_codes
from samenspel.delivery.queries.papers import papers
from samenspel.delivery.rules.code import read_code, write_code, write_short_code
from samenspel.houses.models import Role, StaffRole
from samenspel.identity.models import User
from samenspel.kernel.errors import NotFound
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.sales.commands.cancel_order import NotCancellable, cancel_order
from samenspel.sales.models import Ticket
from tests.support import region
from tests.support.database import TestDatabase
from tests.support.region import NOW, Fixture, Wish

EVENING = NOW + timedelta(days=30, hours=6, minutes=42)


def codes(lo: Fixture, *wishes: Wish) -> list[TicketCodes]:
    order = lo.sell(*wishes)
    return [ticket_codes(line=line, at=NOW) for line in papers(scope=Scope.of_order(order), order=order)]


def at_door(
    performance: Performance,
    code: str,
    *,
    user: int | None = None,
    minutes: int = 0,
    look: UUID | None = None,
) -> Admission:
    house = performance.house_id
    return admit(
        scope=Scope.of_houses(house),
        house=house,
        performance=performance.pk,
        code=code,
        user=user,
        at=EVENING + timedelta(minutes=minutes),
        look=look,
    )


def scans() -> list[tuple[str, int | None]]:
    with Scope.of_system().open():
        return list(Scan.objects.order_by("pk").values_list("outcome", "ticket_id"))


def test_good_ticket_is_admitted_with_its_place(lo: Fixture) -> None:
    (ticket,) = codes(lo, lo.wish(lo.theatre, 3, young=True))

    told = at_door(lo.theatre, ticket.code)

    assert told == Admission(
        outcome=Scan.Outcome.ADMITTED,
        ticket=ticket.ticket,
        section="Parterre",
        row="A",
        seat="3",
        ticket_type={"nl": "-26", "fr": "-26", "en": "Under 26"},
        door_note={},
        initials="A.P.",
    )
    assert scans() == [("admitted", ticket.ticket)]
    with Scope.of_houses(lo.west.pk).open():
        fact = Event.objects.get(kind="access.ticket.admitted")
    assert (fact.house_id, fact.subject, fact.payload) == (
        lo.west.pk,
        str(ticket.ticket),
        {"performance": lo.theatre.pk},
    )


def test_ticket_shown_again_says_since_when_it_is_in(lo: Fixture) -> None:
    (ticket,) = codes(lo, lo.wish(lo.theatre, 3))
    at_door(lo.theatre, ticket.code)

    told = at_door(lo.theatre, ticket.short_code, minutes=5)

    assert (told.outcome, told.first_admitted_at) == ("already_in", EVENING)
    assert [outcome for outcome, _ in scans()] == ["admitted", "already_in"]


def test_look_sent_again_is_admitted_again_and_is_one_entry(lo: Fixture) -> None:
    first, second = codes(lo, lo.wish(lo.theatre, 3), lo.wish(lo.theatre, 4))
    look = UUID(int=7)

    answers = [at_door(lo.theatre, first.code, look=look, minutes=minutes) for minutes in (0, 1)]

    assert (answers[0].is_in, answers[1]) == (True, answers[0])
    assert scans() == [("admitted", first.ticket)]
    # The control: without that very id the ticket is in already, and the id opens no other ticket that is in.
    at_door(lo.theatre, second.code)
    others = [(first, UUID(int=8)), (first, None), (second, look), (second, None)]
    assert {at_door(lo.theatre, ticket.code, look=other).outcome for ticket, other in others} == {
        "already_in"
    }


def test_typed_code_opens_the_door(lo: Fixture) -> None:
    (ticket,) = codes(lo, lo.wish(lo.theatre, 3))

    assert at_door(lo.theatre, f" {ticket.short_code.lower().replace('-', ' ')}\n").is_in


def test_ticket_for_another_evening_says_which(lo: Fixture) -> None:
    (theatre,) = codes(lo, lo.wish(lo.theatre, 3))
    (slot,) = codes(lo, lo.wish(lo.slot, 1))

    same_house = at_door(lo.free, theatre.code)
    other_house = at_door(lo.theatre, slot.code)

    assert (same_house.outcome, same_house.other_title) == ("other_performance", "De lange adem")
    assert same_house.other_starts_at == lo.theatre.starts_at
    assert (other_house.outcome, other_house.other_title) == ("other_performance", "Licht")
    # What the neighbour sold stays the neighbour's: no place, no name, not even the ticket's number in our scans.
    assert (other_house.ticket, other_house.initials, other_house.section) == (None, "", "")
    assert scans() == [("other_performance", theatre.ticket), ("other_performance", None)]


def test_typed_code_of_another_house_is_unknown(lo: Fixture) -> None:
    (slot,) = codes(lo, lo.wish(lo.slot, 1))

    assert at_door(lo.theatre, slot.short_code) == Admission(outcome=Scan.Outcome.UNKNOWN)


def test_cancelled_ticket_is_void(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 3))
    (line,) = papers(scope=Scope.of_order(order), order=order)
    ticket = ticket_codes(line=line, at=NOW)
    cancel_order(scope=Scope.of_order(order), order=order, at=NOW)

    assert at_door(lo.theatre, ticket.code).outcome == "void"
    assert at_door(lo.theatre, ticket.short_code).outcome == "void"


def test_older_code_dies_when_the_ticket_is_issued_again(lo: Fixture) -> None:
    (older,) = codes(lo, lo.wish(lo.theatre, 3))
    with Scope.of_system().open():
        Ticket.objects.filter(pk=older.ticket).update(generation=2)
        order = Ticket.objects.get(pk=older.ticket).order_id
    (line,) = papers(scope=Scope.of_order(order), order=order)
    newer = ticket_codes(line=line, at=NOW)

    assert at_door(lo.theatre, older.code).outcome == "old_code"
    assert at_door(lo.theatre, older.short_code).outcome == "old_code"
    assert at_door(lo.theatre, newer.code).is_in


def test_code_signed_by_somebody_else_is_forged(lo: Fixture) -> None:
    (ticket,) = codes(lo, lo.wish(lo.theatre, 3))
    real = read_code(ticket.code)
    forged = write_code(code=real, key=Ed25519PrivateKey.generate())

    assert at_door(lo.theatre, forged) == Admission(outcome=Scan.Outcome.FORGED)
    assert at_door(lo.theatre, ticket.code).is_in


@pytest.mark.parametrize(
    "text", ["", "https://example.org/", "12345", "0" * 500, "💥", "000001-AAAA", "9" * 14]
)
def test_something_else_is_unknown(lo: Fixture, text: str) -> None:
    assert at_door(lo.theatre, text) == Admission(outcome=Scan.Outcome.UNKNOWN)
    assert scans() == [("unknown", None)]


def test_guessed_check_characters_tell_nothing_of_the_ticket(lo: Fixture) -> None:
    (ticket,) = codes(lo, lo.wish(lo.theatre, 3))
    guess = write_short_code(ticket=ticket.ticket, generation=1, secret=b"guess" * 8)

    assert at_door(lo.theatre, guess) == Admission(outcome=Scan.Outcome.UNKNOWN)


def test_door_of_another_house_does_not_exist(lo: Fixture) -> None:
    (ticket,) = codes(lo, lo.wish(lo.theatre, 3))

    for scope, house in (
        (Scope.of_houses(lo.east.pk), lo.east.pk),
        (Scope.of_houses(lo.east.pk), lo.west.pk),
        (Scope.nobody(), lo.west.pk),
    ):
        with pytest.raises(NotFound):
            admit(
                scope=scope, house=house, performance=lo.theatre.pk, code=ticket.code, user=None, at=EVENING
            )

    assert scans() == []


def test_gate_counts_who_is_expected_and_who_is_in(lo: Fixture) -> None:
    first, _second = codes(lo, lo.wish(lo.theatre, 3), lo.wish(lo.theatre, 4))
    at_door(lo.theatre, first.code)
    mine = Scope.of_houses(lo.west.pk)

    gate = gate_of(scope=mine, house=lo.west.pk, performance=lo.theatre.pk, at=EVENING)

    assert (gate.title, gate.expected, gate.admitted) == ("De lange adem", 2, 1)
    assert [gate.title for gate in gates_of(scope=mine, house=lo.west.pk, at=EVENING)] == [
        "De lange adem",
        "Boekenuur",
    ]
    assert gates_of(scope=mine, house=lo.west.pk, at=NOW) == ()
    with pytest.raises(NotFound):
        gate_of(scope=mine, house=lo.west.pk, performance=lo.concert.pk, at=EVENING)


def test_only_staff_of_the_door_stand_at_it(lo: Fixture) -> None:
    user, stranger = (User.objects.create_user(f"{name}@example.org") for name in ("usher", "stranger"))
    with Scope.of_system().open():
        StaffRole.objects.create(user=user, role=Role.USHER, house=lo.west, since=NOW)
        StaffRole.objects.create(user=user, role=Role.FINANCE, house=lo.east, since=NOW)
        StaffRole.objects.create(user=stranger, role=Role.HOUSE_ADMIN, house=lo.north, since=NOW)

    assert [house.name for house in houses_at_the_door(user=user.pk)] == ["CC Westerlo"]


def admitted_by_two_gates_at_once(lo: Fixture, code: str) -> list[str]:
    """Eight doors look at one code in the same instant; what each is told."""
    gates = 8
    start = Barrier(gates)
    told: list[str] = []

    def gate() -> None:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            told.append(at_door(lo.theatre, code).outcome)
        finally:
            connections.close_all()

    threads = [Thread(target=gate) for _ in range(gates)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


def test_ticket_opens_once(committed_db: TestDatabase) -> None:
    lo = region.build()
    for place in (3, 4, 5, 6):
        (ticket,) = codes(lo, lo.wish(lo.theatre, place))

        assert admitted_by_two_gates_at_once(lo, ticket.code) == ["admitted"] + ["already_in"] * 7


def test_ticket_opens_more_than_once_without_the_index(
    committed_db: TestDatabase, without_index: Callable[[], None]
) -> None:
    """The control: with the index taken out, doors that look at the same time all let in."""
    without_index()
    lo = region.build()
    admitted = 0
    for place in (3, 4, 5, 6):
        (ticket,) = codes(lo, lo.wish(lo.theatre, place))
        admitted += admitted_by_two_gates_at_once(lo, ticket.code).count("admitted")

    assert admitted > 4


def test_door_waits_for_a_cancellation_under_way(committed_db: TestDatabase) -> None:
    lo = region.build()
    order = lo.sell(lo.wish(lo.theatre, 3))
    (line,) = papers(scope=Scope.of_order(order), order=order)
    ticket = ticket_codes(line=line, at=NOW)
    told: list[str] = []

    def gate() -> None:
        try:
            told.append(at_door(lo.theatre, ticket.code).outcome)
        finally:
            connections.close_all()

    thread = Thread(target=gate)
    with Scope.of_order(order).open():
        cancel_order(scope=Scope.of_order(order), order=order, at=NOW)
        thread.start()
        thread.join(timeout=0.5)
        assert told == []
    thread.join(timeout=30)

    assert told == ["void"]


def test_who_came_in_takes_no_money_back(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 3), lo.wish(lo.theatre, 4))
    line, _ = papers(scope=Scope.of_order(order), order=order)
    ticket = ticket_codes(line=line, at=NOW)
    assert not order_admitted(scope=Scope.of_order(order), order=order)
    assert at_door(lo.theatre, ticket.code).is_in

    assert order_admitted(scope=Scope.of_order(order), order=order)
    for scope in (Scope.of_order(order), Scope.of_houses(lo.west.pk), Scope.of_system()):
        with pytest.raises(NotCancellable):
            cancel_order(scope=scope, order=order, at=EVENING)
    with Scope.of_system().open():
        tickets = list(Ticket.objects.order_by("place_no").values_list("state", "admitted_at"))
    assert tickets == [("valid", EVENING), ("valid", None)]


def test_cancellation_waits_for_a_door_that_is_letting_in(committed_db: TestDatabase) -> None:
    lo = region.build()
    order = lo.sell(lo.wish(lo.theatre, 3))
    (line,) = papers(scope=Scope.of_order(order), order=order)
    ticket = ticket_codes(line=line, at=NOW)
    told: list[str] = []

    def cancel() -> None:
        try:
            cancel_order(scope=Scope.of_order(order), order=order, at=NOW)
            told.append("cancelled")
        except NotCancellable:
            told.append("refused")
        finally:
            connections.close_all()

    thread = Thread(target=cancel)
    with transaction.atomic():
        assert at_door(lo.theatre, ticket.code).is_in
        thread.start()
        thread.join(timeout=0.5)
        assert told == []
    thread.join(timeout=30)

    assert told == ["refused"]
