"""Carts and rules for tests of the pure price engine: made by hand, and made by hypothesis."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from samenspel.catalogue.rules.facts import (
    Asking,
    Fee,
    Held,
    Item,
    Option,
    Per,
    Person,
    Phase,
    Reduction,
    Show,
)
from samenspel.catalogue.rules.formulas import Amount, Family, NForM, Share
from samenspel.catalogue.rules.terms import Channel, Term, parse_terms

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
BASIS, YOUNG, UITPAS, GROUP = 1, 2, 3, 4


def terms(*data: Mapping[str, object]) -> tuple[Term, ...]:
    return parse_terms(data=data)


def option(ticket_type: int, cents: int, *data: Mapping[str, object], rank: int = 1) -> Option:
    return Option(rank, ticket_type, ticket_type, cents, terms(*data))


def show(
    *options: Option,
    id: int = 1,
    house: int = 1,
    starts_at: datetime = NOW + timedelta(days=10, hours=7),
    genre: str = "theatre",
    phases: tuple[Phase, ...] = (),
    reductions: tuple[Reduction, ...] = (),
    fees: tuple[Fee, ...] = (),
) -> Show:
    return Show(id, house, id * 10, 1, genre, starts_at, options, phases, reductions, fees)


def asking(
    at: datetime = NOW,
    channel: Channel = Channel.SHOP,
    *,
    held: tuple[Held, ...] = (),
    campaigns: frozenset[tuple[int, str]] = frozenset(),
    bought: Mapping[tuple[int, int], int] | None = None,
    sold: Mapping[tuple[int, int], int] | None = None,
) -> Asking:
    return Asking(at, channel, Person(held=held, bought=bought or {}), campaigns, sold or {})


def items(*ticket_types: int | None, performance: int = 1, rank: int = 1) -> list[Item]:
    return [Item(performance, place, rank, type_) for place, type_ in enumerate(ticket_types, start=1)]


_term = st.sampled_from(
    [
        {"kind": "limit", "order": 2},
        {"kind": "limit", "person": 3},
        {"kind": "limit", "performance": 4},
        {"kind": "group", "least": 3},
        {"kind": "channel", "any": ["shop"]},
        {"kind": "channel", "any": ["door"]},
        {"kind": "entitlement", "any": ["edc"]},
        {"kind": "entitlement", "any": ["uitpas-social"], "proof": "door"},
        {"kind": "code", "campaign": "zomer"},
        {"kind": "period", "closes": {"days_before": 7}},
        {"kind": "period", "opens": {"minutes_before": 120}},
        {"kind": "weekday", "any": [5]},
    ]
)


@st.composite
def shows(draw: st.DrawFn) -> dict[int, Show]:
    """One to three performances of two houses, two ranks, four ticket types, and what hypothesis thinks of."""
    return {number: draw(_show(number)) for number in range(1, draw(st.integers(1, 3)) + 1)}


@st.composite
def _show(draw: st.DrawFn, number: int) -> Show:
    house = number % 2 + 1
    # A ticket type has the same terms at every rank, as a price list mostly has.
    options = tuple(
        Option(rank, type_, draw(st.integers(1, 3)), draw(st.integers(0, 30)) * 95, rules)
        for type_ in range(1, 5)
        for rules in [terms(*draw(st.lists(_term, max_size=2)))]
        for rank in (1, 2)
        if draw(st.integers(0, 9)) > 0
    )
    return show(
        *options,
        id=number,
        house=house,
        starts_at=NOW + timedelta(days=draw(st.integers(0, 20)), hours=1),
        phases=tuple(
            Phase(n, n, terms(*draw(st.lists(_phase_term, max_size=1))))
            for n in range(draw(st.integers(0, 2)))
        ),
        reductions=_reductions(house),
        fees=(Fee(house, house, 1, Per.ORDER, 150), Fee(house + 10, house, 2, Per.TICKET, 50)),
    )


_phase_term = st.sampled_from(
    [{"kind": "entitlement", "any": ["edc"]}, {"kind": "channel", "any": ["shop", "desk"]}]
)


def _reductions(house: int) -> tuple[Reduction, ...]:
    """The same for every performance of a house, as in the database."""
    formulas = [
        NForM(take=3, pay=2, across=True),
        NForM(take=2, pay=1, across=False),
        Family(2, 1, frozenset({BASIS, UITPAS}), frozenset({YOUNG}), 2500),
        Share(1000),
        Amount(300),
    ]
    rules = (terms({"kind": "group", "least": 3}), terms({"kind": "code", "campaign": "zomer"}), (), (), ())
    return tuple(
        Reduction(house * 100 + n, house, n % 2, formula, frozenset(), rules[n])
        for n, formula in enumerate(formulas)
        if house == 1 or n in (0, 2, 3)
    )


carts = st.lists(
    st.builds(
        Item,
        performance=st.integers(1, 3),
        place=st.integers(1, 12),
        rank=st.integers(1, 2),
        ticket_type=st.none() | st.integers(1, 4),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda item: (item.performance, item.place),
)

askers = st.builds(
    asking,
    channel=st.sampled_from(list(Channel)),
    held=st.sampled_from([(), (Held("edc"),), (Held("uitpas-social", house=1),)]),
    campaigns=st.sampled_from([frozenset(), frozenset({(1, "zomer")})]),
    bought=st.sampled_from([{}, {(1, 1): 2}]),
    sold=st.sampled_from([{}, {(1, 2): 3}]),
)
