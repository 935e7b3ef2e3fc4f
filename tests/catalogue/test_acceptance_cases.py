"""House rules as acceptance cases: real rules of Flemish houses, each configured as data."""

from datetime import UTC, datetime, timedelta

import pytest

from samenspel.catalogue.rules.facts import Held, Item, Phase
from samenspel.catalogue.rules.judging import Hindrance, Why
from samenspel.catalogue.rules.moments import BadTerms
from samenspel.catalogue.rules.pricing import price_cart
from samenspel.catalogue.rules.social_tariff import UITPAS as UITPAS_PARTS
from samenspel.catalogue.rules.social_tariff import Carried, Parts, carried, check_parts
from samenspel.catalogue.rules.terms import Channel
from tests.catalogue.carts import BASIS, GROUP, UITPAS, asking, items, option, show, terms

SUBSCRIBERS = datetime(2027, 5, 22, 7, 0, tzinfo=UTC)
FRIENDS = datetime(2027, 5, 23, 7, 0, tzinfo=UTC)  # Sunday 9:00 in Brussels
LOOSE = datetime(2027, 6, 6, 7, 0, tzinfo=UTC)


def opens(at: datetime) -> dict[str, object]:
    return {"kind": "period", "opens": {"at": at.isoformat()}}


def phase(number: int, *data: dict[str, object]) -> Phase:
    return Phase(number, number, terms(*data))


def may_buy(phases: tuple[Phase, ...], at: datetime, channel: Channel, *held: Held) -> bool:
    sold = show(option(BASIS, 2000), phases=phases, starts_at=datetime(2027, 10, 1, 18, tzinfo=UTC))
    return not price_cart(shows={1: sold}, items=items(BASIS), asking=asking(at, channel, held=held)).refused


def test_case_1_subscribers_of_six_shows_and_local_uitpas_book_a_week_before_loose_sale() -> None:
    week_before = LOOSE - timedelta(days=7)
    phases = (
        phase(1, opens(week_before), {"kind": "entitlement", "any": ["subscriber"], "level": 6}),
        phase(2, opens(week_before), {"kind": "entitlement", "any": ["uitpas-lo"]}),
        phase(3, opens(LOOSE)),
    )

    def buys(at: datetime, *held: Held) -> bool:
        return may_buy(phases, at, Channel.SHOP, *held)

    assert buys(week_before, Held("subscriber", 1, 6))
    assert buys(week_before, Held("uitpas-lo"))
    assert not buys(week_before, Held("subscriber", 1, 5))
    assert not buys(week_before, Held("subscriber", 2, 8))  # of another house
    assert not buys(week_before, Held("uitpas-gent"))
    assert not buys(week_before)
    assert not buys(week_before - timedelta(seconds=1), Held("subscriber", 1, 6))
    assert buys(LOOSE)


def test_case_1_friends_first_online_on_sunday_the_next_day_at_the_desk_loose_two_weeks_later() -> None:
    friends = {"kind": "entitlement", "any": ["friend"]}
    online, desk = ({"kind": "channel", "any": [name]} for name in ("shop", "desk"))
    phases = (
        phase(1, opens(FRIENDS), friends, online),
        phase(2, opens(FRIENDS + timedelta(days=1)), friends, desk),
        phase(3, opens(FRIENDS + timedelta(days=14))),
    )
    friend = Held("friend", 1)
    monday = FRIENDS + timedelta(days=1)

    assert may_buy(phases, FRIENDS, Channel.SHOP, friend)
    assert not may_buy(phases, FRIENDS, Channel.DESK, friend)
    assert may_buy(phases, monday, Channel.DESK, friend)
    assert not may_buy(phases, monday, Channel.SHOP)
    assert may_buy(phases, LOOSE, Channel.SHOP)


@pytest.mark.parametrize(
    ("at", "why"),
    [(LOOSE - timedelta(days=1), Why.TOO_EARLY), (LOOSE + timedelta(days=1), Why.TOO_LATE)],
    ids=["before the loose sale", "after it"],
)
def test_who_may_not_buy_yet_or_any_more_is_told_when(at: datetime, why: Why) -> None:
    """Not that one is no subscriber, nor that a morning show is another phase's."""
    closes = {"kind": "period", "closes": {"at": (LOOSE + timedelta(hours=1)).isoformat()}}
    phases = (
        phase(1, {"kind": "start_time", "last": "12:00"}),
        phase(2, opens(LOOSE - timedelta(days=7)), {"kind": "entitlement", "any": ["subscriber"]}),
        phase(3, {**opens(LOOSE), **closes}),
    )
    sold = show(option(BASIS, 2000), phases=phases, starts_at=datetime(2027, 10, 1, 18, tzinfo=UTC))

    line = price_cart(shows={1: sold}, items=items(BASIS), asking=asking(at, Channel.SHOP)).lines[0]

    assert [each.why for each in line.refusals] == [why]


def test_case_2_disability_card_pays_ten_euro_with_exceptions_per_show() -> None:
    card = {"kind": "entitlement", "any": ["edc"], "proof": "door"}
    exception = {"kind": "programme", "performances": [2], "other_than": True}
    shows = {id: show(option(BASIS, 2000), option(GROUP, 1000, card, exception), id=id) for id in (1, 2)}

    quote = price_cart(shows=shows, items=[Item(1, 1, 1, GROUP), Item(2, 1, 1, GROUP)], asking=asking())

    assert quote.lines[0].cents == 1000
    assert quote.lines[1].refusals == (Hindrance(Why.PROGRAMME),)


@pytest.mark.parametrize(
    ("starts", "closes"),
    [
        # 28 March 2027: the night before, the clock goes forward. Times in UTC.
        (datetime(2027, 3, 28, 18, 0, tzinfo=UTC), datetime(2027, 3, 28, 10, 0, tzinfo=UTC)),
        (datetime(2027, 3, 28, 12, 0, tzinfo=UTC), datetime(2027, 3, 28, 10, 0, tzinfo=UTC)),
        (datetime(2027, 3, 28, 8, 30, tzinfo=UTC), datetime(2027, 3, 27, 16, 0, tzinfo=UTC)),
    ],
    ids=["evening", "afternoon", "morning"],
)
def test_case_3_presale_closes_at_noon_the_same_day_or_at_five_the_day_before_a_morning_show(
    starts: datetime, closes: datetime
) -> None:
    presale = {"kind": "channel", "any": ["shop", "desk", "api"]}
    phases = (
        phase(
            1,
            presale,
            {"kind": "start_time", "first": "12:00"},
            {"kind": "period", "closes": {"days_before": 0, "clock": "12:00"}},
        ),
        phase(
            2,
            presale,
            {"kind": "start_time", "last": "12:00"},
            {"kind": "period", "closes": {"days_before": 1, "clock": "17:00"}},
        ),
        phase(3, {"kind": "channel", "any": ["door"]}),
    )
    shows = {1: show(option(BASIS, 2000), phases=phases, starts_at=starts)}

    def sold(at: datetime, channel: Channel) -> bool:
        return not price_cart(shows=shows, items=items(BASIS), asking=asking(at, channel)).refused

    assert sold(closes - timedelta(seconds=1), Channel.SHOP)
    assert not sold(closes, Channel.SHOP)
    assert sold(closes, Channel.DOOR)


def test_case_4_wheelchair_and_companion_are_booked_online_without_a_proof_a_booking() -> None:
    shown = {"kind": "entitlement", "any": ["wheelchair"], "proof": "door"}
    companion = {"kind": "entitlement", "any": ["companion"], "proof": "door"}
    shows = {1: show(option(BASIS, 2000), option(GROUP, 1200, shown), option(UITPAS, 0, companion))}

    nobody_known = asking(channel=Channel.SHOP)
    quote = price_cart(shows=shows, items=items(GROUP, UITPAS), asking=nobody_known)

    assert not quote.refused
    assert [line.cents for line in quote.lines] == [1200, 0]
    # Nobody gets it without asking: who names no type pays the ordinary price.
    assert price_cart(shows=shows, items=items(None), asking=nobody_known).total_cents == 2000


def test_case_6_social_tariff_is_carried_by_visitor_organiser_and_municipality() -> None:
    assert carried(regular_cents=2000, parts=UITPAS_PARTS) == Carried(400, 800, 800)
    assert carried(regular_cents=1999, parts=UITPAS_PARTS) == Carried(400, 800, 799)
    social = {"kind": "entitlement", "any": ["uitpas-social"]}
    shows = {1: show(option(BASIS, 2000), option(UITPAS, 400, social))}

    known = price_cart(shows=shows, items=items(None), asking=asking(held=(Held("uitpas-social"),)))
    unknown = price_cart(shows=shows, items=items(UITPAS), asking=asking())

    assert known.total_cents == 400
    assert unknown.lines[0].refusals == (Hindrance(Why.ENTITLEMENT, {"any": ["uitpas-social"], "level": 0}),)


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        (Parts(2000, 900, 7100), "organiser_bp"),
        (Parts(0, 5000, 5000), "visitor_bp"),
        (Parts(2600, 3700, 3700), "visitor_bp"),
        (Parts(2000, 4000, 3000), "municipality_bp"),
    ],
)
def test_case_6_organiser_carries_at_least_a_tenth_and_the_visitor_never_nothing(
    parts: Parts, field: str
) -> None:
    check_parts(parts=Parts(2000, 1000, 7000))

    with pytest.raises(BadTerms) as refused:
        check_parts(parts=parts)

    assert refused.value.field == field
