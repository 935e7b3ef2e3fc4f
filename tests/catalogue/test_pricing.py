"""What holds for every cart, whatever its rules."""

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel.catalogue.rules.facts import Asking, Item, Show
from samenspel.catalogue.rules.judging import Why
from samenspel.catalogue.rules.pricing import price_cart
from tests.catalogue import carts as c


@settings(max_examples=150, deadline=None)
@given(shows=c.shows(), items=c.carts, asking=c.askers, seed=st.integers())
def test_the_price_of_a_cart_does_not_depend_on_the_order_of_lines(
    shows: dict[int, Show], items: list[Item], asking: Asking, seed: int
) -> None:
    shuffled = random.Random(seed).sample(items, len(items))
    turned = dict(reversed(shows.items()))

    assert price_cart(shows=turned, items=shuffled, asking=asking) == price_cart(
        shows=shows, items=items, asking=asking
    )


@settings(max_examples=150, deadline=None)
@given(shows=c.shows(), items=c.carts, asking=c.askers)
def test_explain_agrees_with_the_price(shows: dict[int, Show], items: list[Item], asking: Asking) -> None:
    quote = price_cart(shows=shows, items=items, asking=asking)

    for line in quote.lines:
        chosen = [verdict.option for verdict in line.options if not verdict.hindrances]
        assert len(chosen) <= 1
        assert 0 <= line.cents <= line.list_cents == sum(option.cents for option in chosen)
        assert all(bool(verdict.hindrances) or verdict.off_cents >= 0 for verdict in line.reductions)
        assert sum(not verdict.hindrances for verdict in line.reductions) <= 1
        assert all(bool(verdict.hindrances) == (verdict.cents == 0) for verdict in line.fees)
        assert bool(line.refusals) == (
            not chosen or bool(line.phases and all(verdict.hindrances for verdict in line.phases))
        )
        if line.refusals:
            assert line.off_cents == 0
            assert line.fees == ()
    assert quote.total_cents == sum(line.cents for line in quote.lines) + quote.fees_cents


@settings(max_examples=150, deadline=None)
@given(shows=c.shows(), items=c.carts, asking=c.askers)
def test_what_explain_says_of_another_ticket_type_is_what_asking_for_it_says(
    shows: dict[int, Show], items: list[Item], asking: Asking
) -> None:
    alone = {Why.CHANNEL, Why.CODE, Why.TOO_EARLY, Why.TOO_LATE, Why.WEEKDAY, Why.ENTITLEMENT}
    for line in price_cart(shows=shows, items=items, asking=asking).lines:
        for verdict in line.options:
            # Asking by name answers what is shown at the door, so only known and impersonal terms are compared.
            said = [why for why in verdict.hindrances if why.why in alone]
            asked = replace(line.item, ticket_type=verdict.option.ticket_type)
            others = [item for item in items if item != line.item]
            again = price_cart(shows=shows, items=[*others, asked], asking=asking)
            (now,) = (each for each in again.lines if each.item == asked)
            (same,) = (each for each in now.options if each.asked)
            heard = [why for why in same.hindrances if why.why in alone]
            assert [why for why in said if why in heard or why.why is not Why.ENTITLEMENT] == heard


@settings(max_examples=100, deadline=None)
@given(shows=c.shows(), items=c.carts, asking=c.askers)
def test_who_names_no_ticket_type_pays_no_more_than_for_any_open_one(
    shows: dict[int, Show], items: list[Item], asking: Asking
) -> None:
    items = [replace(item, ticket_type=None) for item in items]

    for line in price_cart(shows=shows, items=items, asking=asking).lines:
        dearer = [
            verdict.option.cents
            for verdict in line.options
            if [why.why for why in verdict.hindrances] == [Why.NOT_LOWEST]
        ]
        assert all(line.list_cents <= cents for cents in dearer if line.chosen and not line.chosen.limits)
