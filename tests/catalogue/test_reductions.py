"""Reductions that give themselves, limits and fees, one by one."""

from datetime import timedelta

from samenspel.catalogue.rules.facts import Fee, Item, Per, Reduction
from samenspel.catalogue.rules.formulas import Amount, Family, Formula, NForM, Share
from samenspel.catalogue.rules.judging import Hindrance, Why
from samenspel.catalogue.rules.pricing import price_cart
from samenspel.catalogue.rules.terms import Channel
from samenspel.catalogue.rules.trace import Quote
from tests.catalogue.carts import BASIS, GROUP, NOW, UITPAS, YOUNG, asking, items, option, show, terms


def reduction(formula: Formula, *data: dict[str, object], id: int = 1, position: int = 1) -> Reduction:
    return Reduction(id, 1, position, formula, frozenset(), terms(*data))


def cents(quote: Quote) -> list[int]:
    return [line.cents for line in quote.lines]


def test_four_for_three_gives_the_cheapest_of_each_four_free() -> None:
    four_for_three = reduction(NForM(take=4, pay=3, across=False))
    shows = {1: show(option(BASIS, 2000), option(YOUNG, 1200), reductions=(four_for_three,))}

    def price(*ticket_types: int) -> list[int]:
        return cents(price_cart(shows=shows, items=items(*ticket_types), asking=asking()))

    assert price(BASIS, BASIS, BASIS) == [2000, 2000, 2000]
    assert price(BASIS, YOUNG, BASIS, BASIS) == [2000, 0, 2000, 2000]
    # One cheap ticket more does not cost the saving: the four dearest are the set.
    assert price(BASIS, BASIS, BASIS, BASIS, YOUNG) == [2000, 2000, 2000, 0, 1200]
    assert price(*[BASIS] * 8) == [2000, 2000, 2000, 0, 2000, 2000, 2000, 0]


def test_n_for_m_across_counts_over_performances_of_the_house() -> None:
    for across, expected in ((True, [2000, 0, 2000]), (False, [2000, 2000, 2000])):
        three_for_two = reduction(NForM(take=2, pay=1, across=across))
        shows = {id: show(option(BASIS, 2000), id=id, reductions=(three_for_two,)) for id in (1, 2, 3)}
        asked = [Item(id, 1, 1, BASIS) for id in (1, 2, 3)]

        assert cents(price_cart(shows=shows, items=asked, asking=asking())) == expected


def test_family_price_is_split_over_its_tickets_and_loses_no_cent() -> None:
    family = reduction(Family(2, 2, frozenset({BASIS}), frozenset({YOUNG}), 5000))
    shows = {1: show(option(BASIS, 2000), option(YOUNG, 1600), reductions=(family,))}

    quote = price_cart(shows=shows, items=items(BASIS, YOUNG, BASIS, YOUNG, YOUNG), asking=asking())

    assert cents(quote) == [1389, 1111, 1389, 1111, 1600]
    assert sum(cents(quote)[:4]) == 5000
    (verdict,) = quote.lines[4].reductions
    assert verdict.hindrances == (Hindrance(Why.TOO_FEW, {"adults": 2, "children": 2}),)


def test_family_price_that_is_no_gain_is_not_given() -> None:
    family = reduction(Family(1, 1, frozenset({BASIS}), frozenset({YOUNG}), 5000))
    shows = {1: show(option(BASIS, 2000), option(YOUNG, 1600), reductions=(family,))}

    assert cents(price_cart(shows=shows, items=items(BASIS, YOUNG), asking=asking())) == [2000, 1600]


def test_best_reduction_for_the_visitor_wins_and_says_so_of_the_other() -> None:
    tenth = reduction(Share(1000), id=1, position=1)
    two_for_one = reduction(NForM(take=2, pay=1, across=False), id=2, position=2)
    shows = {1: show(option(BASIS, 2000), reductions=(tenth, two_for_one))}

    quote = price_cart(shows=shows, items=items(BASIS, BASIS, BASIS), asking=asking())

    assert cents(quote) == [2000, 0, 1800]
    assert quote.lines[1].reductions[0].hindrances == (Hindrance(Why.BETTER_REDUCTION, {"instead": 2}),)


def test_equal_reductions_are_decided_by_position_then_id() -> None:
    for first, second, winner in (((7, 2), (8, 1), 8), ((9, 1), (8, 1), 8)):
        given = tuple(reduction(Amount(500), id=id, position=position) for id, position in (first, second))
        shows = {1: show(option(BASIS, 2000), reductions=given)}

        (line,) = price_cart(shows=shows, items=items(BASIS), asking=asking()).lines

        assert [verdict.reduction.id for verdict in line.reductions if verdict.off_cents] == [winner]


def test_share_rounds_in_the_visitors_favour() -> None:
    shows = {1: show(option(BASIS, 1990), option(YOUNG, 5), reductions=(reduction(Share(1000)),))}

    assert cents(price_cart(shows=shows, items=items(BASIS, YOUNG), asking=asking())) == [1791, 4]


def test_reduction_by_code_needs_the_code() -> None:
    summer = reduction(Amount(500), {"kind": "code", "campaign": "zomer"})
    shows = {1: show(option(BASIS, 2000), reductions=(summer,))}

    without = price_cart(shows=shows, items=items(BASIS), asking=asking())
    with_code = price_cart(
        shows=shows, items=items(BASIS), asking=asking(campaigns=frozenset({(1, "zomer")}))
    )

    assert (cents(without), cents(with_code)) == ([2000], [1500])
    assert without.lines[0].reductions[0].hindrances == (Hindrance(Why.CODE, {"campaign": "zomer"}),)


def test_limited_type_goes_where_it_saves_most() -> None:
    limited = {"kind": "limit", "order": 1}
    shows = {
        1: show(option(BASIS, 1500), option(UITPAS, 1000, limited), id=1),
        2: show(option(BASIS, 3000), option(UITPAS, 1000, limited), id=2),
    }

    quote = price_cart(shows=shows, items=[Item(1, 1, 1), Item(2, 1, 1)], asking=asking())

    assert cents(quote) == [1500, 1000]
    limit = Hindrance(Why.LIMIT_ORDER, {"limit": 1})
    assert quote.lines[0].options[1].hindrances == (limit,)


def test_limits_count_what_was_bought_and_sold_before() -> None:
    data = {"kind": "limit", "person": 4, "performance": 10}
    shows = {1: show(option(UITPAS, 400, data))}

    def refusals(**had: dict[tuple[int, int], int]) -> list[list[Why]]:
        quote = price_cart(shows=shows, items=items(UITPAS, UITPAS), asking=asking(**had))
        return [[why.why for why in line.refusals] for line in quote.lines]

    assert refusals() == [[], []]
    assert refusals(bought={(1, UITPAS): 3}) == [[], [Why.LIMIT_PERSON]]
    assert refusals(sold={(1, UITPAS): 10}) == [[Why.LIMIT_PERFORMANCE], [Why.LIMIT_PERFORMANCE]]


def test_group_price_is_given_to_a_group_only() -> None:
    shows = {1: show(option(BASIS, 2000), option(GROUP, 1500, {"kind": "group", "least": 3}))}

    few = price_cart(shows=shows, items=items(None, None), asking=asking())
    many = price_cart(shows=shows, items=items(None, None, None), asking=asking())
    named = price_cart(shows=shows, items=items(GROUP, GROUP), asking=asking())

    assert (cents(few), cents(many)) == ([2000, 2000], [1500, 1500, 1500])
    assert named.lines[0].refusals == (Hindrance(Why.GROUP, {"least": 3, "found": 2}),)


def test_fees_by_channel_once_an_order_and_not_for_free_tickets() -> None:
    in_shop = terms({"kind": "channel", "any": ["shop"]})
    fees = (Fee(1, 1, 1, Per.ORDER, 150, in_shop), Fee(2, 1, 2, Per.TICKET, 50, in_shop))
    shows = {1: show(option(BASIS, 2000), option(YOUNG, 0), fees=fees)}

    online = price_cart(shows=shows, items=items(YOUNG, BASIS, BASIS), asking=asking())
    at_desk = price_cart(shows=shows, items=items(BASIS), asking=asking(channel=Channel.DESK))

    assert [[fee.cents for fee in line.fees] for line in online.lines] == [[0, 0], [75, 50], [75, 50]]
    assert online.total_cents == 4250
    assert at_desk.fees_cents == 0


def test_free_ticket_needs_a_reason_from_the_list() -> None:
    guest = option(GROUP, 0, {"kind": "reason", "any": ["guest", "press"]})
    shows = {1: show(option(BASIS, 2000), guest)}

    def refusals(reason: str) -> list[Why]:
        asked = [Item(1, 1, 1, GROUP, reason)]
        quote = price_cart(shows=shows, items=asked, asking=asking(channel=Channel.DESK))
        return [why.why for why in quote.lines[0].refusals]

    assert (refusals("press"), refusals(""), refusals("friend")) == ([], [Why.REASON], [Why.REASON])


def test_last_minute_and_early_prices_follow_the_start() -> None:
    early = option(YOUNG, 1400, {"kind": "period", "closes": {"days_before": 7}})
    late = option(GROUP, 900, {"kind": "period", "opens": {"minutes_before": 120}})
    played = show(option(BASIS, 2000), early, late, starts_at=NOW + timedelta(days=10))

    def price(before: timedelta) -> int:
        at = played.starts_at - before
        return price_cart(shows={1: played}, items=items(None), asking=asking(at)).total_cents

    week = timedelta(days=7)
    assert price(week + timedelta(seconds=1)) == 1400
    assert price(week) == 2000
    assert price(timedelta(minutes=120)) == 900
