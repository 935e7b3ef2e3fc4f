"""What no row can know alone: references, halls taken twice, published plans, sold performances, prices of every rank."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from samenspel.catalogue.models import VatRule
from samenspel.houses.models import House
from samenspel.integrations.files.comparing import Difference
from samenspel.integrations.files.entries import Entry, Key
from samenspel.integrations.files.gathering import Gathered
from samenspel.integrations.files.kinds import KINDS
from samenspel.integrations.files.problems import Problem
from samenspel.inventory.models import Claim
from samenspel.kernel.clock import BRUSSELS
from samenspel.programme.commands.put_performances import PerformanceData
from samenspel.programme.models import Performance
from samenspel.venues.models import HallBooking, Place

Stored = dict[str, dict[Key, Any]]


def unknown_references(gathered: Gathered, stored: Stored) -> Iterator[Problem]:
    """Rows that point to something that is neither in the folder nor in the database."""
    for kind in KINDS:
        for entry in gathered.entries[kind.name]:
            for column, target, key in kind.refers(entry.data):
                known = key in gathered.keys[target] or key in stored[target]
                if not known and target not in gathered.unreadable:
                    sentence = f"There is no such one among the {target}: “{shown(key)}”."
                    yield Problem(entry.file, entry.line, column, sentence)


def changed_plans(plans: Difference) -> Iterator[Problem]:
    """A published plan never changes: screens and scanners keep its places for good."""
    for entry, changes in plans.changed:
        named = ", ".join(change.field for change in changes)
        plan = entry.data
        yield Problem(
            entry.file,
            entry.line,
            "version",
            f"Plan “{plan.name}” version {plan.version} is published and never changes ({named} differ):"
            f" write it as version {plan.version + 1}.",
        )


def fixed_rates(rules: Difference) -> Iterator[Problem]:
    """A VAT rate that was in force is not rewritten."""
    for entry, changes in rules.changed:
        if any(change.field == "rate_bp" for change in changes):
            sentence = "The rate of a rule never changes: give this one a last day and add a row that begins the day after."
            yield Problem(entry.file, entry.line, "rate", sentence)


def taken_performances(performances: Difference) -> Iterator[Problem]:
    """Whoever has a seat keeps that seat: a performance with taken places keeps its plan."""
    moved = {
        entry.data.key: entry
        for entry, changes in performances.changed
        if any(change.field == "plan" for change in changes)
    }
    if not moved:
        return
    rows = Claim.objects.filter(performance__house__slug__in={key[0] for key in moved})
    taken = set(rows.values_list("performance__house__slug", "performance__code").distinct())
    for key in sorted(taken & moved.keys()):
        entry = moved[key]
        sentence = "Places of this performance are taken, so it keeps its plan: write the older version as name@version."
        yield Problem(entry.file, entry.line, "plan", sentence)


def double_bookings(gathered: Gathered) -> Iterator[Problem]:
    """Two performances in one hall at the same time, in the folder or with what is booked already."""
    takes = [
        entry
        for entry in gathered.entries["performances"]
        if not entry.data.is_timeslot
        and entry.data.state not in (Performance.State.CANCELLED, Performance.State.OPTION)
    ]
    by_hall: dict[Key, list[tuple[Any, Any, str, Entry | None]]] = defaultdict(list)
    for entry in takes:
        data: PerformanceData = entry.data
        by_hall[data.hall].append((data.starts_at, data.ends_at, data.code, entry))
    ours = {entry.data.key for entry in gathered.entries["performances"]}
    booked = HallBooking.objects.filter(
        state=HallBooking.State.CONFIRMED, hall__slug__in={key[2] for key in by_hall}
    )
    for *hall, period, note, house, code in booked.values_list(
        "hall__venue__house__slug", "hall__venue__slug", "hall__slug", "period", "note",
        "performance__house__slug", "performance__code",
    ):  # fmt: skip
        if tuple(hall) in by_hall and (house, code) not in ours:
            by_hall[tuple(hall)].append((period.lower, period.upper, code or note or "another booking", None))
    for bookings in by_hall.values():
        yield from _overlaps(sorted(bookings, key=lambda booking: booking[0]))


def _overlaps(bookings: list[tuple[Any, Any, str, Entry | None]]) -> Iterator[Problem]:
    latest = bookings[0]
    for booking in bookings[1:]:
        if booking[0] < latest[1]:
            entry, other = (booking[3], latest) if booking[3] else (latest[3], booking)
            if entry:
                until = (
                    f"{other[0].astimezone(BRUSSELS):%d/%m/%Y %H:%M}-{other[1].astimezone(BRUSSELS):%H:%M}"
                )
                yield Problem(
                    entry.file, entry.line, "starts", f"The hall is taken by “{other[2]}” ({until})."
                )
        latest = max(latest, booking, key=lambda one: one[1])


def missing_prices(gathered: Gathered, stored: Stored) -> Iterator[Problem]:
    """A rank without a price could never be sold, and nobody would see why."""
    priced: dict[Key, set[int]] = defaultdict(set)
    for house, price_list, rank, _ in [*stored["prices"], *gathered.keys["prices"]]:
        priced[house, price_list].add(rank)
    ranks: dict[Key, set[int]] = {
        entry.data.key: {place.rank for place in entry.data.places} for entry in gathered.entries["plans"]
    }
    plans = {entry.data.key: entry.data.plan for entry in gathered.entries["performances"]}
    told: set[Key] = set()
    for entry in gathered.entries["offers"]:
        offer = entry.data
        plan = plans.get((offer.house, offer.performance))
        if plan is None or (plan, offer.price_list) in told or (offer.house, offer.price_list) not in priced:
            continue
        told.add((plan, offer.price_list))
        if plan not in ranks:
            ranks[plan] = _ranks(plan)
        if missing := sorted(ranks[plan] - priced[offer.house, offer.price_list]):
            named = ", ".join(str(rank) for rank in missing)
            sentence = (
                f"Price list “{offer.price_list}” has no price for rank {named} of the plan “{plan[1]}”."
            )
            yield Problem(entry.file, entry.line, "price_list", sentence)


def missing_vat(gathered: Gathered, stored: Stored) -> Iterator[Problem]:
    """Nothing is sold without a VAT rule of the house's regime."""
    regimes = {entry.data.regime for entry in gathered.entries["VAT rules"]}
    regimes.update(VatRule.objects.values_list("regime", flat=True))
    houses = dict(House.objects.values_list("slug", "vat_regime"))
    houses.update({entry.data.slug: entry.data.vat_regime for entry in gathered.entries["houses"]})
    told: set[str] = set()
    for entry in gathered.entries["offers"]:
        regime = houses.get(entry.data.house)
        if regime and regime not in regimes and regime not in told:
            told.add(regime)
            sentence = f"There is no VAT rule for a house that is “{regime}”: add one to vat_rules.csv."
            yield Problem(entry.file, entry.line, "price_list", sentence)


def shown(key: Any) -> str:
    """A key as a person would name it."""
    if isinstance(key, tuple):
        return " / ".join(shown(part) for part in key if part != "")
    return str(key)


def _ranks(plan: Any) -> set[int]:
    (house, venue, hall), name, version = plan
    places = Place.objects.filter(
        plan__hall__venue__house__slug=house,
        plan__hall__venue__slug=venue,
        plan__hall__slug=hall,
        plan__name=name,
        plan__version=version,
    )
    return set(places.values_list("rank", flat=True).distinct())
