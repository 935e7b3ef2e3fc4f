"""Past sales by the real commands, so that tickets, ledger and history are what they would be."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from samenspel.catalogue.models import Offer, Price
from samenspel.contacts.commands.put_consent_text import put_consent_text
from samenspel.demo.conditions import TOGETHER
from samenspel.demo.demand import Demand, demand, slot_demand
from samenspel.demo.people import Person, people
from samenspel.houses.models import Membership
from samenspel.inventory.queries.availability import availability
from samenspel.inventory.queries.plans import plan_of
from samenspel.inventory.rules.best_available import NotEnoughPlaces
from samenspel.kernel.ids import OrderId, new_order_id
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.sales.commands.cancel_order import cancel_order
from samenspel.sales.commands.check_out import Buyer, ConsentAnswer, check_out
from samenspel.sales.commands.confirm_order import confirm_order
from samenspel.sales.commands.take_best import take_best
from samenspel.sales.commands.take_places import Wish, take_places
from samenspel.sales.rules.limits import PLACES_IN_CART

NEWSLETTER = {
    "nl": "Ja, {house} mag mij zijn nieuwsbrief mailen. Ik kan me altijd weer uitschrijven.",
    "fr": "Oui, {house} peut m'envoyer sa lettre d'information par e-mail. Je peux me désinscrire à tout moment.",
    "en": "Yes, {house} may e-mail me its newsletter. I can unsubscribe at any time.",
}
SECOND_HOUSE = 0.16
"""Part of the orders that also take a performance of another house of the region."""


@dataclass(frozen=True, slots=True)
class OnSale:
    """What a buyer of the demo can ask for: one performance with its ticket types, cheapest last."""

    id: int
    house: int
    region: int
    code: str
    capacity: int
    starts_at: datetime
    sale_starts_at: datetime
    is_timeslot: bool
    ticket_types: tuple[int, ...]


@dataclass(slots=True)
class PastSales:
    """One run: who buys, what they answered already, what has been sold."""

    at: datetime
    seed: int
    newsletter: int
    people: list[Person]
    answered: set[tuple[str, int]] = field(default_factory=set)
    orders: list[OrderId] = field(default_factory=list)
    places: int = 0


def sell_past(*, at: datetime, seed: int, tell: Callable[[str], None]) -> int:
    """Sell what the demo's public bought before `at`; answers the number of orders. About 4 ms an order and place."""
    with Scope.of_system().open():
        newsletter = put_consent_text(purpose="newsletter", channel="email", version=1, text=NEWSLETTER)
        offered = _offered(at)
    run = PastSales(at, seed, newsletter, people(random=Random(f"{seed}:people")))
    by_region: dict[int, list[OnSale]] = defaultdict(list)
    for show in offered:
        by_region[show.region].append(show)
    for show in offered:
        random = Random(f"{seed}:{show.house}:{show.code}")
        days = (show.starts_at - at).days
        wanted = (
            slot_demand(random=random, days_ahead=days)
            if show.is_timeslot
            else demand(random=random, capacity=show.capacity, days_ahead=days)
        )
        with transaction.atomic():
            _sell(run, show, wanted, by_region[show.region], random)
    _cancel_some(run)
    tell(f"{len(run.orders)} orders, {run.places} places")
    return len(run.orders)


def _sell(run: PastSales, show: OnSale, wanted: Demand, neighbours: list[OnSale], random: Random) -> None:
    for size in wanted.parties:
        moment = _moment(show, run.at, random)
        second = None
        if size <= 4 and random.random() < SECOND_HOUSE:
            others = [
                o for o in neighbours if o.house != show.house and o.sale_starts_at < moment < o.starts_at
            ]
            second = random.choice(others) if others else None
        try:
            with transaction.atomic():
                run.orders.append(_order(run, [show, second] if second else [show], size, moment, random))
                run.places += size * (2 if second else 1)
        except NotEnoughPlaces:
            # No room for so many: smaller parties still find some, until nothing is left.
            if size == 1:
                break
    if wanted.sold_out:
        _sell_the_rest(run, show, random)


def _sell_the_rest(run: PastSales, show: OnSale, random: Random) -> None:
    """The last places, those for wheelchairs too, to one group (at most a cart)."""
    moment = _moment(show, run.at, random)
    free = availability(performance=show.id, at=moment, scope=Scope.of_system())
    left = sorted(plan_of(free.plan_id).places.keys() - set(free.taken))
    if not 0 < len(left) <= PLACES_IN_CART:
        return
    order, person = new_order_id(), random.choice(run.people)
    with transaction.atomic():
        take_places(
            scope=Scope.of_order(order),
            order=order,
            region=show.region,
            language=person.language,
            wishes=[Wish(show.id, place, show.ticket_types[0]) for place in left],
            at=moment,
        )
        check_out(
            scope=Scope.of_order(order),
            order=order,
            buyer=Buyer(person.name, person.email, person.language),
            provider="seller",
            method="card",
            at=moment,
        )
    run.orders.append(order)
    run.places += len(left)


def _order(run: PastSales, shows: list[OnSale], size: int, moment: datetime, random: Random) -> OrderId:
    order = new_order_id()
    person = random.choice(run.people[:90] if random.random() < 0.6 else run.people)
    total = 0
    for show in shows:
        types = random.choices(
            show.ticket_types, weights=[10, 4, 2, 1, 1, 1, 1, 1][: len(show.ticket_types)], k=size
        )
        taken = take_best(
            scope=Scope.of_order(order),
            order=order,
            region=show.region,
            language=person.language,
            performance=show.id,
            ticket_types=types,
            at=moment,
        )
        total = taken.total_cents
    # Money of a show that is over came by the bank; what can still be cancelled was paid at the desk, which gives it back.
    at_desk = any(show.starts_at > run.at for show in shows)
    done = check_out(
        scope=Scope.of_order(order),
        order=order,
        buyer=Buyer(person.name, person.email, person.language),
        consents=_consents(run, person, shows, random),
        provider="seller" if at_desk else "test",
        method="card" if at_desk else "bancontact",
        at=moment,
    )
    if not done.confirmed:
        confirm_order(
            order=order,
            payment=done.payment_id,
            at=moment + timedelta(minutes=2),
            provider="test",
            method="bancontact",
            received_cents=total,
        )
    return order


def _consents(run: PastSales, person: Person, shows: list[OnSale], random: Random) -> list[ConsentAnswer]:
    houses = sorted({show.house for show in shows if (person.email, show.house) not in run.answered})
    run.answered.update((person.email, house) for house in houses)
    return [ConsentAnswer(house, run.newsletter, random.random() < 0.45) for house in houses]


def _moment(show: OnSale, at: datetime, random: Random) -> datetime:
    """Most buy in the first weeks of the sale or in the last days; never after now or the start."""
    last = min(at, show.starts_at) - timedelta(minutes=30)
    span = last - show.sale_starts_at
    part = random.betavariate(0.6, 0.9)
    return show.sale_starts_at + max(span, timedelta(minutes=1)) * part


def _cancel_some(run: PastSales) -> None:
    random = Random(f"{run.seed}:cancel")
    with Scope.of_system().open():
        coming = list(
            Performance.objects.filter(starts_at__gt=run.at, line__order__in=run.orders)
            .order_by("id")
            .values_list("line__order", flat=True)
            .distinct()
        )
        past = set(
            Performance.objects.filter(starts_at__lte=run.at, line__order__in=run.orders).values_list(
                "line__order", flat=True
            )
        )
    open_ones = sorted(set(coming) - past, key=str)
    for order in random.sample(open_ones, min(6, len(open_ones))):
        cancel_order(scope=Scope.of_system(), order=order, at=run.at)


def _offered(at: datetime) -> list[OnSale]:
    """Everything of the demo that has ever been on sale, in the order of its start."""
    region: dict[int, int] = {}
    for house, of in Membership.objects.order_by("-region_id").values_list("house_id", "region_id"):
        region[house] = of
    types: dict[int, list[int]] = defaultdict(list)
    # A group comes as one: nobody draws such a ticket by chance.
    prices = (
        Price.objects.filter(rank=1)
        .exclude(ticket_type__code__in=TOGETHER)
        .order_by("price_list_id", "ticket_type__position")
    )
    for price_list, ticket_type in prices.values_list("price_list_id", "ticket_type_id"):
        types[price_list].append(ticket_type)
    rows = Offer.objects.filter(
        performance__state=Performance.State.ON_SALE,
        performance__sale_starts_at__lt=at - timedelta(hours=1),
        performance__house__in=region,
    ).order_by("performance__starts_at", "performance_id")
    fields = ("id", "house_id", "code", "plan__capacity", "starts_at", "sale_starts_at", "is_timeslot")
    return [
        OnSale(id_, house, region[house], code, capacity, starts, opens, slot, tuple(types[price_list]))
        for price_list, id_, house, code, capacity, starts, opens, slot in rows.values_list(
            "price_list_id", *(f"performance__{name}" for name in fields)
        )
    ]
