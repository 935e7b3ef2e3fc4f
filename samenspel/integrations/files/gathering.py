"""A folder to entries of every kind, with the mistakes found on the way."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from samenspel.integrations.files import entries, sheets, stored
from samenspel.integrations.files.entries import BadRow, Entry, Key
from samenspel.integrations.files.problems import Problem
from samenspel.integrations.files.reading import Row, Rows, read
from samenspel.integrations.files.seat_plans import SeatPlans
from samenspel.programme.commands.put_productions import ProductionData
from samenspel.venues.commands.put_halls import HallKey
from samenspel.venues.commands.put_plans import PlanData, plan_ids

PLAIN: dict[str, tuple[sheets.Sheet, Callable[[Row], Any]]] = {
    "houses": (sheets.HOUSES, entries.house),
    "regions": (sheets.REGIONS, entries.region),
    "memberships": (sheets.MEMBERSHIPS, entries.membership),
    "staff roles": (sheets.STAFF, entries.role),
    "venues": (sheets.VENUES, entries.venue),
    "halls": (sheets.HALLS, entries.hall),
    "seasons": (sheets.SEASONS, entries.season),
    "productions": (sheets.PRODUCTIONS, entries.production),
    "VAT rules": (sheets.VAT_RULES, entries.vat_rule),
    "ticket types": (sheets.TICKET_TYPES, entries.ticket_type),
    "prices": (sheets.PRICE_LISTS, entries.price),
}
"""Kinds that are one file, one thing a row."""


@dataclass(slots=True)
class Gathered:
    """What a folder holds. `keys` also has the keys of rows with mistakes: pointing to one is not a second mistake."""

    entries: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[str, set[Key]] = field(default_factory=lambda: defaultdict(set))
    problems: list[Problem] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)
    """Kinds whose file could not be read as a whole: pointing to one is not a mistake of the pointer."""

    @property
    def houses(self) -> frozenset[str]:
        """Slugs of the houses this folder says something about."""
        named = {entry.data.slug for entry in self.entries["houses"]}
        return frozenset(named.union(*({key[0] for key in self.keys[kind]} for kind in BY_HOUSE)))


BY_HOUSE = ("venues", "halls", "seasons", "productions", "performances", "ticket types", "price lists")


def gather(*, folder: Path) -> Gathered:
    """Read every file of `folder`. Opens no transaction; reads productions and plans that a file may point to."""
    gathered = Gathered()
    for kind, (sheet, build) in PLAIN.items():
        rows = _rows(folder, sheet, gathered, kind)
        gathered.keys[kind].update(rows.keys)
        for row in rows.found:

            def plain(row: Row = row, kind: str = kind, build: Callable[[Row], Any] = build) -> None:
                _add(gathered, kind, row, build(row))

            _build(gathered, row, plain)
    _price_lists(folder, gathered)
    _plans(folder, gathered)
    _timeslots(folder, gathered)
    _performances(folder, gathered)
    return gathered


def _rows(folder: Path, sheet: sheets.Sheet, gathered: Gathered, *kinds: str) -> Rows:
    rows = read(folder=folder, sheet=sheet, file=sheet.file, problems=gathered.problems)
    if rows.unreadable:
        gathered.unreadable.update(kinds)
    return rows


def _add(gathered: Gathered, kind: str, row: Row, data: Any) -> None:
    if data is not None:
        gathered.entries[kind].append(Entry(data, row.file, row.line))


def _build(gathered: Gathered, row: Row, build: Callable[[], None]) -> None:
    try:
        build()
    except BadRow as error:
        gathered.problems.append(Problem(row.file, row.line, error.column, str(error)))


def _price_lists(folder: Path, gathered: Gathered) -> None:
    """A price list is all rows that name it; they must agree on what it is called."""
    names: dict[Key, Entry] = {}
    for row in read(folder=folder, sheet=sheets.PRICE_LISTS, file=sheets.PRICE_LISTS.file, problems=[]).found:
        data = entries.price_list(row)
        first = names.setdefault((data.house, data.code), Entry(data, row.file, row.line))
        if first.data.name != data.name:
            sentence = f"“{data.name}” is called “{first.data.name}” on line {first.line}."
            gathered.problems.append(Problem(row.file, row.line, "name", sentence))
    if "prices" in gathered.unreadable:
        gathered.unreadable.add("price lists")
    gathered.entries["price lists"].extend(names.values())
    gathered.keys["price lists"].update((key[0], key[1]) for key in gathered.keys["prices"])


def _plans(folder: Path, gathered: Gathered) -> None:
    rows = _rows(folder, sheets.PLANS, gathered, "plans")
    gathered.keys["plans"].update((key[:3], key[3], key[4]) for key in rows.keys)
    files = SeatPlans(folder=folder, problems=gathered.problems)
    for row in rows.found:
        _add(gathered, "plans", row, files.plan(row))


def _timeslots(folder: Path, gathered: Gathered) -> None:
    rows = _rows(folder, sheets.TIMESLOTS, gathered)
    plans: dict[Key, Entry] = {}
    for row in rows.found:

        def slots(row: Row = row) -> None:
            made = list(entries.timeslots(row))
            plan = entries.timeslot_plan(row)
            plans.setdefault(plan.key, Entry(plan, row.file, row.line))
            for slot in made:
                _add(gathered, "performances", row, slot)
                _add(gathered, "offers", row, entries.offer(row, slot.code))
                gathered.keys["performances"].add(slot.key)

        _build(gathered, row, slots)
    gathered.entries["plans"].extend(plans.values())
    gathered.keys["plans"].update(plans)


def _performances(folder: Path, gathered: Gathered) -> None:
    rows = _rows(folder, sheets.PERFORMANCES, gathered)
    if not rows.found:
        return
    productions: dict[Key, ProductionData] = stored.productions(())
    productions.update({entry.data.key: entry.data for entry in gathered.entries["productions"]})
    latest = _latest_plans(gathered)
    for row in rows.found:

        def perform(row: Row = row) -> None:
            work = productions.get(entries.production_key(row))
            data = entries.performance(row, duration_min=work.duration_min if work else None, latest=latest)
            if data.key in gathered.keys["performances"]:
                raise BadRow("code", f"“{data.code}” is a timeslot of this house already.")
            _add(gathered, "performances", row, data)
            _add(gathered, "offers", row, entries.offer(row, data.code))

        _build(gathered, row, perform)
    gathered.keys["performances"].update(rows.keys)


def _latest_plans(gathered: Gathered) -> entries.LatestPlan:
    versions: dict[tuple[HallKey, str], int] = {}
    files: list[PlanData] = [entry.data for entry in gathered.entries["plans"]]
    for hall, name, version in [*plan_ids(), *gathered.keys["plans"], *(plan.key for plan in files)]:
        versions[hall, name] = max(version, versions.get((hall, name), 1))
    return lambda hall, name: versions.get((hall, name), 1)
