"""Rules of prices in the sale itself: what is sold to whom, at which price, also when two buy at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connections

from samenspel.catalogue.commands.house_rule import RuleData
from samenspel.catalogue.commands.put_promo_code import put_promo_code
from samenspel.catalogue.commands.put_reduction import put_reduction
from samenspel.catalogue.commands.put_sale_phase import put_sale_phase
from samenspel.catalogue.commands.set_condition import set_condition
from samenspel.catalogue.models import TicketType
from samenspel.catalogue.rules.judging import Why
from samenspel.catalogue.rules.terms import Channel
from samenspel.contacts.models import Contact, Entitlement
from samenspel.kernel.errors import DomainError
from samenspel.kernel.ids import uuid7
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.change_cart import change_ticket_type, reopen_cart
from samenspel.sales.commands.check_out import Buyer, check_out
from samenspel.sales.commands.confirm_order import AmountMismatch, confirm_order
from samenspel.sales.commands.enter_code import WRONG_CODES, CodeRefused, enter_code
from samenspel.sales.commands.give_back import give_back
from samenspel.sales.commands.take_places import NotOffered, PriceChanged, Taken, Wish, take_places
from samenspel.sales.models import Line
from samenspel.sales.queries.cart_trace import cart_trace
from samenspel.sales.queries.lines import order_view
from tests.support.counting import counted
from tests.support.database import TestDatabase
from tests.support.region import BUYER, NOW, Fixture, build


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


def condition(lo: Fixture, ticket_type: TicketType, **terms: object) -> None:
    set_condition(scope=Scope.of_houses(ticket_type.house_id), ticket_type=ticket_type.pk, terms=terms)


def rule(lo: Fixture, *terms: dict[str, object], code: str = "regel", active: bool = True) -> RuleData:
    return RuleData(lo.west.pk, code, {"nl": "Regel"}, 1, terms, active)


def four_for_three(lo: Fixture) -> None:
    formula: dict[str, object] = {"kind": "n_for_m", "take": 4, "pay": 3}
    put_reduction(scope=Scope.of_houses(lo.west.pk), rule=rule(lo), formula=formula)


def prices(order: UUID) -> list[tuple[int, int]]:
    """Price and VAT of each line."""
    with Scope.of_system().open():
        return list(
            Line.objects.filter(order_id=order).order_by("place_no").values_list("price_cents", "vat_cents")
        )


def refused(act: Callable[[], object]) -> set[Why]:
    with pytest.raises(NotOffered) as error:
        act()
    return {hindrance.why for whys in error.value.refusals.values() for hindrance in whys}


def row(lo: Fixture, first: int, last: int, *, young: bool = False) -> list[Wish]:
    return [lo.wish(lo.theatre, no, young=young) for no in range(first, last + 1)]


def entitle(kind: str, house: int | None = None) -> None:
    with Scope.of_system().open():
        contact, _ = Contact.objects.get_or_create(
            email=BUYER.email, defaults={"name": BUYER.name, "created_at": NOW}
        )
        Entitlement.objects.create(
            contact=contact,
            house_id=house,
            kind=kind,
            valid=(NOW.date(), None),
            source="desk",
            checked_at=NOW,
        )


def test_without_rules_a_sale_asks_the_statements_it_always_asked(lo: Fixture) -> None:
    # Rules of a neighbour, and a condition at a ticket type that is not bought, change nothing.
    def statements(first: int) -> list[int]:
        with counted() as taking:
            order, _ = lo.take(*row(lo, first, first + 1))
        with counted() as paying:
            lo.check_out(order)
        return [len(taking), len(paying)]

    statements(1)  # The plan of the hall is read once.
    before = statements(11)
    condition(lo, lo.young[lo.west.pk], kind="entitlement", any=["edc"])
    put_reduction(
        scope=Scope.of_houses(lo.east.pk),
        rule=RuleData(lo.east.pk, "regel", {"nl": "Regel"}),
        formula={"kind": "share", "off_bp": 1000},
    )

    assert statements(21) == before


def test_type_for_who_is_entitled_is_sold_to_nobody_else(lo: Fixture) -> None:
    condition(lo, lo.young[lo.west.pk], kind="entitlement", any=["uitpas-social"])

    assert refused(lambda: lo.take(*row(lo, 1, 2, young=True))) == {Why.ENTITLEMENT}
    order, _ = lo.take(*row(lo, 1, 2))
    line = order_view(scope=Scope.of_order(order), order=order, at=NOW).lines[0].line_id
    young = lo.young[lo.west.pk].pk
    change = lambda: change_ticket_type(  # noqa: E731
        scope=Scope.of_order(order), order=order, line=line, ticket_type=young, at=NOW
    )
    assert refused(change) == {Why.ENTITLEMENT}
    assert prices(order) == [(2000, 113), (2000, 113)]


def test_known_buyer_gets_it_and_somebody_elses_address_does_not(lo: Fixture) -> None:
    condition(lo, lo.young[lo.west.pk], kind="entitlement", any=["uitpas-social"])
    entitle("uitpas-social")
    order = uuid7()
    with Scope.of_system().open():
        contact = Contact.objects.get(email=BUYER.email).pk
    scope = Scope(orders=frozenset((order,)), contact=contact)
    taken = take_places(
        scope=scope, order=order, region=lo.region.pk, language="nl", wishes=row(lo, 1, 2, young=True), at=NOW
    )

    assert taken.total_cents == 3200
    stranger = Buyer(name="Bob", email="bob@example.org", language="nl")
    pay = lambda buyer: check_out(scope=scope, order=order, buyer=buyer, provider="test", at=NOW)  # noqa: E731
    assert refused(lambda: pay(stranger)) == {Why.ENTITLEMENT}
    assert pay(BUYER).total_cents == 3200


def test_who_only_types_an_address_gets_and_learns_nothing_of_its_cards(lo: Fixture) -> None:
    entitle("uitpas-social")
    with Scope.of_system().open():
        Contact.objects.filter(email=BUYER.email).update(born_on=date(2010, 1, 1))
    west = Scope.of_houses(lo.west.pk)
    half: dict[str, object] = {"kind": "share", "off_bp": 5000}
    for code, terms in (
        ("kaart", {"kind": "entitlement", "any": ["uitpas-social"]}),
        ("jong", {"kind": "age", "oldest": 25}),
    ):
        put_reduction(scope=west, rule=rule(lo, terms, code=code), formula=half)
    order, _ = lo.take(*row(lo, 1, 2))

    assert lo.check_out(order).total_cents == 4000
    reopen_cart(scope=Scope.of_order(order), order=order)
    trace = cart_trace(scope=Scope.of_order(order), order=order, at=NOW).lines[lo.theatre.pk, 1]
    assert {each.why for verdict in trace.reductions for each in verdict.hindrances} == {
        Why.ENTITLEMENT,
        Why.AGE,
    }


def test_type_shown_at_the_door_is_sold_on_the_buyers_word(lo: Fixture) -> None:
    condition(lo, lo.young[lo.west.pk], kind="age", oldest=25, proof="door")

    order = lo.sell(*row(lo, 1, 2, young=True))

    assert prices(order) == [(1600, 91), (1600, 91)]


def test_sale_phase_says_who_buys_when_and_where(lo: Fixture) -> None:
    opens = NOW + timedelta(days=7)
    later: dict[str, object] = {"kind": "period", "opens": {"at": opens.isoformat()}}
    west = Scope.of_houses(lo.west.pk)
    put_sale_phase(scope=west, rule=rule(lo, later), performance=lo.theatre.pk)

    assert refused(lambda: lo.take(*row(lo, 1, 2))) == {Why.TOO_EARLY}
    assert lo.take(*row(lo, 1, 2), at=opens)[1].lines == 2
    assert lo.take(lo.wish(lo.free, 1))[1].lines == 1

    put_sale_phase(
        scope=west,
        rule=rule(lo, {"kind": "channel", "any": ["door"]}, code="deur"),
        performance=lo.theatre.pk,
    )

    def take(channel: Channel, first: int) -> Taken:
        order = uuid7()
        return take_places(
            scope=Scope.of_order(order), order=order, region=lo.region.pk, language="nl", wishes=row(lo, first, first + 1),
            at=NOW, channel=channel,
        )  # fmt: skip

    assert take(Channel.DOOR, 11).lines == 2
    assert refused(lambda: take(Channel.SHOP, 21)) == {Why.TOO_EARLY}


def test_what_is_held_is_paid_also_after_the_phase_closed(lo: Fixture) -> None:
    closes: dict[str, object] = {"kind": "period", "closes": {"at": (NOW + timedelta(minutes=5)).isoformat()}}
    put_sale_phase(scope=Scope.of_houses(lo.west.pk), rule=rule(lo, closes), performance=lo.theatre.pk)
    order, _ = lo.take(*row(lo, 1, 2))

    assert lo.check_out(order, at=NOW + timedelta(minutes=10)).total_cents == 4000


def test_reduction_is_in_the_price_the_vat_and_the_payment(lo: Fixture) -> None:
    four_for_three(lo)
    order, taken = lo.take(*row(lo, 1, 2))
    assert taken.total_cents == 4000
    _, taken = lo.take(*row(lo, 3, 4), order=order)

    assert taken.total_cents == 6000
    assert prices(order) == [(2000, 113), (2000, 113), (2000, 113), (0, 0)]
    assert lo.check_out(order, provider="seller").total_cents == 6000
    assert sum(cents for cents, _ in prices(order)) == 6000


def test_reduction_goes_with_the_ticket_that_made_it(lo: Fixture) -> None:
    four_for_three(lo)
    order, _ = lo.take(*row(lo, 1, 4))
    view = order_view(scope=Scope.of_order(order), order=order, at=NOW)

    give_back(scope=Scope.of_order(order), order=order, lines=frozenset((view.lines[-1].line_id,)), at=NOW)

    assert [cents for cents, _ in prices(order)] == [2000, 2000, 2000]
    assert lo.check_out(order).total_cents == 6000


def test_reduction_that_ended_meanwhile_is_told_before_paying(lo: Fixture) -> None:
    four_for_three(lo)
    order, _ = lo.take(*row(lo, 1, 4))
    put_reduction(
        scope=Scope.of_houses(lo.west.pk),
        rule=rule(lo, active=False),
        formula={"kind": "n_for_m", "take": 4, "pay": 3},
    )
    # Another rule keeps the cart one to be judged.
    condition(lo, lo.basis[lo.west.pk], kind="limit", order=10)

    with pytest.raises(PriceChanged):
        lo.check_out(order)
    assert lo.check_out(order).total_cents == 8000


def test_limits_of_an_order_and_of_a_performance(lo: Fixture) -> None:
    condition(lo, lo.young[lo.west.pk], kind="limit", order=2, performance=3)

    assert refused(lambda: lo.take(*row(lo, 1, 3, young=True))) == {Why.LIMIT_ORDER}
    lo.take(*row(lo, 1, 2, young=True))
    assert refused(lambda: lo.take(*row(lo, 11, 12, young=True))) == {Why.LIMIT_PERFORMANCE}
    # A hold that ended counts no longer.
    assert lo.take(*row(lo, 11, 12, young=True), at=NOW + timedelta(hours=1))[1].lines == 2


def test_limit_of_a_person_counts_over_orders(lo: Fixture) -> None:
    condition(lo, lo.young[lo.west.pk], kind="limit", person=3)
    lo.sell(*row(lo, 1, 2, young=True))
    order, _ = lo.take(*row(lo, 11, 12, young=True))

    assert refused(lambda: lo.check_out(order)) == {Why.LIMIT_PERSON}
    assert lo.check_out(order, buyer=Buyer("Bob", "bob@example.org", "nl")).total_cents == 3200


def test_code_opens_a_reduction_in_as_many_orders_as_it_says(lo: Fixture) -> None:
    west = Scope.of_houses(lo.west.pk)
    terms: dict[str, object] = {"kind": "code", "campaign": "zomer"}
    put_reduction(scope=west, rule=rule(lo, terms), formula={"kind": "amount", "off_cents": 500})
    put_promo_code(scope=west, house=lo.west.pk, campaign="zomer", code="zomer-27", most_orders=1)
    first, _ = lo.take(*row(lo, 1, 2))
    second, _ = lo.take(*row(lo, 11, 12))

    def enter(order: UUID, code: str = " Zomer-27 ") -> int:
        return enter_code(scope=Scope.of_order(order), order=order, code=code, at=NOW)

    assert enter(first) == 3000
    assert enter(first) == 3000
    with pytest.raises(CodeRefused):
        enter(second)
    with pytest.raises(CodeRefused):
        enter(second, "WINTER")
    assert [cents for cents, _ in prices(second)] == [2000, 2000]
    assert lo.check_out(first).total_cents == 3000


def test_codes_are_not_guessed_one_after_another(lo: Fixture) -> None:
    west = Scope.of_houses(lo.west.pk)
    terms: dict[str, object] = {"kind": "code", "campaign": "zomer"}
    put_reduction(scope=west, rule=rule(lo, terms), formula={"kind": "amount", "off_cents": 500})
    put_promo_code(scope=west, house=lo.west.pk, campaign="zomer", code="ZOMER-27")
    order, _ = lo.take(*row(lo, 1, 2))

    def enter(order: UUID, code: str) -> int:
        return enter_code(scope=Scope.of_order(order), order=order, code=code, at=NOW)

    for number in range(WRONG_CODES):
        with pytest.raises(CodeRefused):
            enter(order, f"ZOMER-{number + 30}")
    with pytest.raises(CodeRefused):
        enter(order, "ZOMER-27")
    assert enter(lo.take(*row(lo, 11, 12))[0], "ZOMER-27") == 3000


def test_payment_that_is_still_open_does_not_buy_what_a_rule_forbids_since(lo: Fixture) -> None:
    condition(lo, lo.young[lo.west.pk], kind="group", least=10)
    order, _ = lo.take(*row(lo, 21, 24))
    scope = Scope.of_order(order)
    paying = lo.check_out(order)
    reopen_cart(scope=scope, order=order)
    lo.take(*row(lo, 1, 10, young=True), order=order)

    def give(*places: int) -> None:
        lines = order_view(scope=scope, order=order, at=NOW).lines
        going = frozenset(line.line_id for line in lines if line.place_no in places)
        give_back(scope=scope, order=order, lines=going, at=NOW)

    def pay() -> None:
        confirm_order(order=order, payment=paying.payment_id, at=NOW, provider="test", received_cents=8000)

    give(21, 22, 23, 24)
    give(6, 7, 8, 9, 10)
    assert sum(cents for cents, _ in prices(order)) == paying.total_cents == 8000
    with pytest.raises(AmountMismatch):
        pay()
    lo.take(*row(lo, 6, 10, young=True), order=order)
    assert lo.check_out(order).total_cents == 16000


def test_code_of_one_house_opens_nothing_of_another(lo: Fixture) -> None:
    terms: dict[str, object] = {"kind": "code", "campaign": "zomer"}
    for house in (lo.west, lo.east):
        put_reduction(
            scope=Scope.of_houses(house.pk),
            rule=RuleData(house.pk, "regel", {"nl": "Regel"}, 1, [terms]),
            formula={"kind": "amount", "off_cents": 500},
        )
    put_promo_code(scope=Scope.of_houses(lo.west.pk), house=lo.west.pk, campaign="zomer", code="ZOMER")
    order, _ = lo.take(*row(lo, 1, 2), lo.wish(lo.concert, 1), lo.wish(lo.concert, 2))

    assert enter_code(scope=Scope.of_order(order), order=order, code="ZOMER", at=NOW) == 3000 + 4000


def together(tabs: list[Callable[[], object]]) -> int:
    """Run all at the same moment, each on a connection of its own; answers how many were not refused."""

    def one(tab: Callable[[], object]) -> bool:
        try:
            tab()
        except DomainError:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(len(tabs)) as pool:
        return sum(pool.map(one, tabs))


def test_two_tabs_of_one_person_do_not_pass_the_limit(committed_db: TestDatabase) -> None:
    lo = build()
    condition(lo, lo.young[lo.west.pk], kind="limit", person=2)
    orders = [lo.take(*row(lo, first, first + 1, young=True))[0] for first in (1, 11, 21)]

    def pay(order: UUID) -> Callable[[], object]:
        return lambda: check_out(
            scope=Scope.of_order(order), order=order, buyer=BUYER, provider="test", at=NOW
        )

    assert together([pay(order) for order in orders]) == 1


def test_two_buyers_do_not_pass_the_limit_of_a_performance(committed_db: TestDatabase) -> None:
    lo = build()
    condition(lo, lo.young[lo.west.pk], kind="limit", performance=2)

    def take(first: int) -> Callable[[], object]:
        return lambda: lo.take(*row(lo, first, first + 1, young=True))

    assert together([take(first) for first in (1, 11, 21)]) == 1
