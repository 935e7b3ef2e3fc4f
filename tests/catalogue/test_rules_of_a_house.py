"""Writing the rules of prices, and what the shop and the agenda then show."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from samenspel.catalogue.commands.copy_price_list import copy_price_list
from samenspel.catalogue.commands.house_rule import RuleData
from samenspel.catalogue.commands.put_fee import put_fee
from samenspel.catalogue.commands.put_price_list import PriceCell, put_price_list
from samenspel.catalogue.commands.put_prices import PriceData, put_prices
from samenspel.catalogue.commands.put_promo_code import put_promo_code
from samenspel.catalogue.commands.put_reduction import put_reduction
from samenspel.catalogue.commands.put_sale_phase import put_sale_phase
from samenspel.catalogue.commands.put_social_tariff import put_social_tariff
from samenspel.catalogue.commands.set_condition import lift_condition, set_condition
from samenspel.catalogue.models import Condition, Offer, Price, PriceList, TicketType
from samenspel.catalogue.queries.agenda import agenda
from samenspel.catalogue.queries.offers import Offered, offered_now
from samenspel.catalogue.queries.price_rules import price_rules
from samenspel.catalogue.rules.facts import Held, Item, Per
from samenspel.catalogue.rules.moments import BadTerms
from samenspel.catalogue.rules.pricing import price_cart
from samenspel.catalogue.rules.social_tariff import UITPAS, Parts
from samenspel.kernel.errors import NotFound
from samenspel.kernel.remember import forget_everything
from samenspel.kernel.tenancy import Scope
from samenspel.sales.models import Line
from tests.catalogue.carts import asking
from tests.support.counting import counted
from tests.support.region import NOW, Fixture, build

SOCIAL = {"kind": "entitlement", "any": ["uitpas-social"]}
EARLY = {"kind": "period", "closes": {"days_before": 7}}


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


@pytest.fixture
def west(lo: Fixture) -> Scope:
    return Scope.of_houses(lo.west.pk)


def social_type(lo: Fixture) -> int:
    made = TicketType.objects.create(house=lo.west, code="uitpas", name={"nl": "UiTPAS"}, position=5)
    return int(made.pk)


def rule(lo: Fixture, **changes: object) -> RuleData:
    values: dict[str, object] = {"house": lo.west.pk, "code": "regel", "name": {"nl": "Regel"}} | changes
    return RuleData(**values)  # type: ignore[arg-type]


def theatre_now(lo: Fixture) -> Offered:
    return offered_now(performance=lo.theatre.pk, at=NOW)


def promised(lo: Fixture) -> tuple[int | None, int | None]:
    """What the agenda promises of the play."""
    forget_everything()
    (entry,) = (each for each in agenda(houses=[lo.west.pk], at=NOW).all if each.id == lo.theatre.pk)
    return entry.lowest_cents, entry.highest_cents


def test_social_tariff_follows_its_regular_price_and_is_no_from_price(lo: Fixture, west: Scope) -> None:
    uitpas, basis = social_type(lo), lo.basis[lo.west.pk].pk
    set_condition(scope=west, ticket_type=uitpas, terms=SOCIAL)
    put_social_tariff(scope=west, ticket_type=uitpas, regular_type=basis, parts=UITPAS)

    table = theatre_now(lo).prices
    assert [table.cents_of(rank=rank, ticket_type=uitpas) for rank in (1, 2)] == [400, 300]
    assert (table.lowest_cents, table.highest_cents) == (1200, 2000)
    assert promised(lo) == (1200, 2000)
    assert table.first_type(rank=1) == basis

    put_prices(prices=[PriceData("westerlo", "standaard", 1, "basis", 2499)])

    assert theatre_now(lo).prices.cents_of(rank=1, ticket_type=uitpas) == 500
    with pytest.raises(BadTerms):
        put_social_tariff(scope=west, ticket_type=basis, regular_type=uitpas, parts=UITPAS)
    with pytest.raises(BadTerms):
        put_social_tariff(scope=west, ticket_type=uitpas, regular_type=basis, parts=Parts(2000, 900, 7100))


def test_price_until_a_week_before_is_promised_as_long_as_anybody_has_it(lo: Fixture, west: Scope) -> None:
    set_condition(scope=west, ticket_type=lo.young[lo.west.pk].pk, terms=EARLY)

    assert promised(lo) == (1200, 2000)

    lo.theatre.starts_at = NOW + timedelta(days=7)
    with west.open():
        lo.theatre.save()

    assert promised(lo) == (1500, 2000)
    assert theatre_now(lo).prices.lowest_cents == 1500


def test_performance_with_conditional_prices_only_still_says_a_price(lo: Fixture, west: Scope) -> None:
    for ticket_type in (lo.basis[lo.west.pk].pk, lo.young[lo.west.pk].pk):
        set_condition(scope=west, ticket_type=ticket_type, terms=SOCIAL)

    assert promised(lo) == (1200, 2000)
    assert theatre_now(lo).prices.lowest_cents == 1200
    assert theatre_now(lo).prices.first_type(rank=1) == lo.basis[lo.west.pk].pk


def test_conditions_cost_the_page_and_the_agenda_no_statement(lo: Fixture, west: Scope) -> None:
    def statements() -> list[int]:
        forget_everything()
        found = []
        for ask in (
            lambda: theatre_now(lo),
            lambda: agenda(houses=[lo.west.pk], at=NOW),
            lambda: price_rules(performances=[lo.theatre.pk], scope=Scope.nobody()),
        ):
            with counted() as sent:
                ask()
            found.append(len(sent))
        return found

    # In the transaction of a test the scope is one, the statement another.
    assert statements() == [2, 2, 2]
    set_condition(scope=west, ticket_type=lo.young[lo.west.pk].pk, terms=EARLY)
    assert statements() == [2, 2, 2]


def test_conditions_stand_at_type_list_and_rank_and_are_replaced_by_kind(lo: Fixture, west: Scope) -> None:
    young = lo.young[lo.west.pk].pk
    standard = PriceList.objects.get(house=lo.west, code="standaard").pk
    set_condition(scope=west, ticket_type=young, terms=SOCIAL)
    set_condition(scope=west, ticket_type=young, price_list=standard, terms=EARLY)
    ranked = set_condition(
        scope=west, ticket_type=young, price_list=standard, rank=1, terms={"kind": "limit", "order": 2}
    )
    again = set_condition(
        scope=west, ticket_type=young, price_list=standard, rank=1, terms={"kind": "limit", "order": 3}
    )

    assert again == ranked
    terms = theatre_now(lo).prices.terms
    assert {pair: len(found) for pair, found in terms.items()} == {(1, young): 3, (2, young): 2}
    lift_condition(scope=west, condition=ranked)
    assert len(theatre_now(lo).prices.terms[1, young]) == 2


def test_a_price_list_is_written_whole_and_never_alters_what_is_sold(lo: Fixture, west: Scope) -> None:
    order = lo.sell(lo.wish(lo.theatre, 1), lo.wish(lo.theatre, 2, young=True))
    basis, young = lo.basis[lo.west.pk].pk, lo.young[lo.west.pk].pk
    before = theatre_now(lo).prices.cents

    put_price_list(
        scope=west, house=lo.west.pk, code="standaard", name="Standaard", prices=[PriceCell(1, basis, 9900)]
    )
    set_condition(scope=west, ticket_type=young, terms=SOCIAL)
    put_reduction(scope=west, rule=rule(lo), formula={"kind": "share", "off_bp": 5000})

    assert len(before) == 4
    assert theatre_now(lo).prices.cents == {(1, basis): 9900}
    with Scope.of_system().open():
        sold = list(
            Line.objects.filter(order_id=order).order_by("place_no").values_list("price_cents", flat=True)
        )
    assert sold == [2000, 1600]


def test_a_copied_list_has_its_own_prices_and_conditions(lo: Fixture, west: Scope) -> None:
    young = lo.young[lo.west.pk].pk
    standard = PriceList.objects.get(house=lo.west, code="standaard")
    set_condition(scope=west, ticket_type=young, price_list=standard.pk, terms=EARLY)

    copy = copy_price_list(scope=west, price_list=standard.pk, code="zomer", name="Zomer")
    Price.objects.filter(price_list_id=copy).update(amount_cents=1)

    assert Price.objects.filter(price_list_id=copy).count() == standard.prices.count() == 4
    assert Condition.objects.filter(price_list_id=copy).count() == 1
    assert set(standard.prices.values_list("amount_cents", flat=True)) == {2000, 1600, 1500, 1200}
    with pytest.raises(BadTerms):
        copy_price_list(scope=west, price_list=standard.pk, code="zomer", name="Nog eens")


def test_rules_from_the_database_price_a_cart(lo: Fixture, west: Scope) -> None:
    basis, young = lo.basis[lo.west.pk].pk, lo.young[lo.west.pk].pk
    family: dict[str, object] = {
        "kind": "family", "adults": 1, "children": 1, "adult_types": [basis], "child_types": [young], "cents": 3000,
    }  # fmt: skip
    put_reduction(scope=west, rule=rule(lo, code="gezin"), formula=family)
    put_fee(scope=west, rule=rule(lo, code="kost"), per=Per.ORDER, amount_cents=150)
    members = [{"kind": "entitlement", "any": ["member"]}]
    put_sale_phase(scope=west, rule=rule(lo, code="huis", terms=[{"kind": "channel", "any": ["door"]}]))
    put_sale_phase(scope=west, rule=rule(lo, code="leden", terms=members), performance=lo.theatre.pk)
    shows = price_rules(performances=[lo.theatre.pk, lo.free.pk], scope=Scope.nobody())
    items = [Item(lo.theatre.pk, 1, 1, basis), Item(lo.theatre.pk, 2, 1, young)]

    member = price_cart(shows=shows, items=items, asking=asking(held=(Held("member", lo.west.pk),)))
    stranger = price_cart(shows=shows, items=items, asking=asking())

    assert (member.tickets_cents, member.fees_cents) == (3000, 150)
    assert len(stranger.refused) == 2
    # The nearest level counts: the performance's own phase hides the house's.
    assert [len(shows[each].phases) for each in (lo.theatre.pk, lo.free.pk)] == [1, 1]
    assert shows[lo.theatre.pk].phases != shows[lo.free.pk].phases
    put_sale_phase(
        scope=west, rule=rule(lo, code="leden", terms=members, active=False), performance=lo.theatre.pk
    )
    shows = price_rules(performances=[lo.theatre.pk, lo.free.pk], scope=Scope.nobody())
    assert shows[lo.theatre.pk].phases == shows[lo.free.pk].phases


BAD: list[tuple[str, dict[str, object]]] = [
    ("kind", {}),
    ("kind", {"kind": "weather"}),
    ("any", {"kind": "channel", "any": ["post"]}),
    ("any", {"kind": "channel"}),
    ("any", {"kind": "weekday", "any": [8]}),
    ("order", {"kind": "limit"}),
    ("order", {"kind": "limit", "order": -1}),
    ("order", {"kind": "limit", "order": True}),
    ("closes.days_before", {"kind": "period", "closes": {"days_before": "x"}}),
    ("closes.clock", {"kind": "period", "closes": {"days_before": 1, "clock": "25:00"}}),
    ("opens.at", {"kind": "period", "opens": {"at": "2027-01-01T10:00"}}),
    ("opens", {"kind": "period", "opens": {"sometime": 1}}),
    ("oldest", {"kind": "age", "youngest": 30, "oldest": 20}),
    ("proof", {"kind": "entitlement", "any": ["edc"], "proof": "word"}),
    ("colour", {"kind": "code", "campaign": "zomer", "colour": "red"}),
]


@pytest.mark.parametrize(("field", "terms"), BAD, ids=[field for field, _ in BAD])
def test_a_bad_condition_is_refused_with_its_field(
    lo: Fixture, west: Scope, field: str, terms: dict[str, object]
) -> None:
    with pytest.raises(BadTerms) as refused:
        set_condition(scope=west, ticket_type=lo.young[lo.west.pk].pk, terms=terms)

    assert refused.value.field == field
    assert Condition.objects.count() == 0


def test_bad_rules_are_refused_with_their_field(lo: Fixture, west: Scope) -> None:
    def field(act: Callable[[], object]) -> str:
        with pytest.raises(BadTerms) as refused:
            act()
        return refused.value.field

    share: dict[str, object] = {"kind": "share", "off_bp": 1000}
    limit, door = [{"kind": "limit", "order": 2}], [SOCIAL | {"proof": "door"}]
    west_id, foreign = lo.west.pk, lo.basis[lo.east.pk].pk
    assert [
        field(lambda: put_reduction(scope=west, rule=rule(lo, terms=limit), formula=share)),
        field(lambda: put_reduction(scope=west, rule=rule(lo), formula={"kind": "n_for_m", "take": 3, "pay": 3})),
        field(lambda: put_reduction(scope=west, rule=rule(lo), formula=share, ticket_types=[foreign])),
        field(lambda: put_reduction(scope=west, rule=rule(lo, name={}), formula=share)),
        field(lambda: put_fee(scope=west, rule=rule(lo), per=Per.ORDER, amount_cents=-1)),
        field(lambda: put_sale_phase(scope=west, rule=rule(lo, terms=door))),
        field(lambda: put_sale_phase(scope=west, rule=rule(lo), performance=lo.concert.pk)),
        field(lambda: put_promo_code(scope=west, house=west_id, campaign="zomer", code="a b")),
        field(
            lambda: put_price_list(
                scope=west, house=west_id, code="x", name="X", prices=[PriceCell(1, foreign, 100)]
            )
        ),
    ] == [
        "terms.0.kind", "formula.pay", "ticket_types", "name", "amount_cents", "terms.0.proof", "performance", "code",
        "prices.0.ticket_type",
    ]  # fmt: skip


def test_a_house_writes_its_own_rules_only(lo: Fixture) -> None:
    east = Scope.of_houses(lo.east.pk)
    standard = PriceList.objects.get(house=lo.west, code="standaard").pk
    basis = lo.basis[lo.west.pk].pk
    share: dict[str, object] = {"kind": "share", "off_bp": 1000}
    for act in (
        lambda: set_condition(scope=east, ticket_type=basis, terms=EARLY),
        lambda: put_reduction(scope=east, rule=rule(lo), formula=share),
        lambda: put_fee(scope=east, rule=rule(lo), per=Per.ORDER, amount_cents=1),
        lambda: put_sale_phase(scope=east, rule=rule(lo)),
        lambda: put_promo_code(scope=east, house=lo.west.pk, campaign="zomer", code="ZOMER"),
        lambda: put_price_list(scope=east, house=lo.west.pk, code="x", name="X", prices=[]),
        lambda: copy_price_list(scope=east, price_list=standard, code="x", name="X"),
        lambda: put_social_tariff(scope=east, ticket_type=social_type(lo), regular_type=basis, parts=UITPAS),
    ):
        with pytest.raises(NotFound):
            act()
    assert Offer.objects.filter(price_list=standard).exists()
