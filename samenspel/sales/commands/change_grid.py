"""Make and change the timeslots of a production in one act: what the grid asks is planned, what it no longer asks goes."""

import hashlib
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from samenspel.catalogue.commands.set_price_list import set_price_list
from samenspel.inventory.models import Claim
from samenspel.kernel.errors import DomainError
from samenspel.programme.commands.change_programme import Act, programming
from samenspel.programme.commands.hall_time import both_change
from samenspel.programme.commands.performance_fields import PerformanceFields
from samenspel.programme.commands.plan_performance import add_performance
from samenspel.programme.models import Performance
from samenspel.programme.rules.timeslots import Grid
from samenspel.sales.commands.move_performance import cancel_performance
from samenspel.sales.models import Line


class GridChanged(DomainError):
    """Somebody bought or planned since this change was shown. `.now` is what it would do now."""

    def __init__(self, now: "GridChange") -> None:
        super().__init__(now)
        self.now = now


@dataclass(frozen=True, slots=True)
class SlotTerms:
    """What holds for every slot of a grid: visitors exchange it themselves until `exchange_min` minutes before, None never.

    One order has `group_min` to `group_max` places of a slot, 1-40; None says nothing. Who walks in without a ticket takes a
    place that is free, or is only counted.
    """

    exchange_min: int | None = 120
    group_min: int | None = None
    group_max: int | None = None
    walk_ins_take_places: bool = False


class Slot(NamedTuple):
    """A timeslot that is planned."""

    id: int
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class GridChange:
    """What a grid would do to the slots to come.

    `removed` nobody bought, holds or had blocked. `in_use` stay as they are although the grid has no such slot, or has it with
    another seat plan.
    """

    added: tuple[datetime, ...]
    kept: tuple[Slot, ...]
    removed: tuple[Slot, ...]
    in_use: tuple[Slot, ...]

    @property
    def mark(self) -> str:
        """What a page sends back to say that this is what was seen."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:32]


def show_grid(*, act: Act, fields: PerformanceFields, grid: Grid) -> GridChange:
    """What `change_grid` would do: nothing is written. Raises BadGrid, NotProgrammer, NotFound."""
    with programming(act):
        return _change(act, fields, grid)


def change_grid(
    *,
    act: Act,
    fields: PerformanceFields,
    grid: Grid,
    seen: str,
    price_list: int | None,
    terms: SlotTerms,
) -> tuple[int, ...]:
    """Do what was shown (`seen` is its mark), all or nothing; answers the new slots.

    Each slot is as `fields` say, at its own time and `grid.duration_min` long, sold until it begins, with as many places as the
    seat plan has. Slots of the production in the same hall within the period of the grid are its slots; those with tickets, carts
    or blocks never go, and what stays gets the price list and the terms too. What goes leaves the shop at once; one that somebody
    buys at this very moment is refunded, as with every performance that is cancelled.

    Raises GridChanged, BadGrid, BadField, NotFound, NotProgrammer.
    """
    with programming(act), both_change():
        list(_slots(act, fields).select_for_update().values_list("pk"))
        now = _change(act, fields, grid)
        if now.mark != seen:
            raise GridChanged(now)
        made = tuple(
            add_performance(act=act, fields=_slot(fields, grid, moment), is_timeslot=True)
            for moment in now.added
        )
        stay = (*made, *(slot.id for slot in now.kept))
        Performance.objects.filter(pk__in=stay).update(**asdict(terms))
        set_price_list(
            scope=act.scope,
            house=act.house,
            performances=stay,
            price_list=price_list,
            by=act.by,
            at=act.at,
        )
        gone = Performance.objects.filter(pk__in=[slot.id for slot in now.removed])
        for each in gone.order_by("pk"):
            cancel_performance(act=act, performance=each.pk, revision=each.revision, reason={})
        gone.update(published_at=None)
        return made


def _change(act: Act, fields: PerformanceFields, grid: Grid) -> GridChange:
    wanted = [moment for moment in grid.starts() if moment > act.at]
    kept: list[Slot] = []
    over: list[Slot] = []
    for row in _slots(act, fields):
        if grid.holds(row.starts_at):
            fits = row.plan_id == fields.plan and row.starts_at in wanted
            (kept if fits else over).append(Slot(row.pk, row.starts_at))
    ids = [slot.id for slot in over]
    used = {
        *Claim.objects.filter(performance__in=ids).values_list("performance_id", flat=True),
        *Line.objects.filter(performance__in=ids, sold_at__isnull=False).values_list(
            "performance_id", flat=True
        ),
    }
    in_use = tuple(slot for slot in over if slot.id in used)
    there = {slot.starts_at for slot in (*kept, *in_use)}
    return GridChange(
        added=tuple(moment for moment in wanted if moment not in there),
        kept=tuple(kept),
        removed=tuple(slot for slot in over if slot.id not in used),
        in_use=in_use,
    )


def _slots(act: Act, fields: PerformanceFields) -> QuerySet[Performance]:
    """To come, of this production in this hall."""
    return (
        Performance.objects.filter(
            house=act.house,
            production=fields.production,
            hall=fields.hall,
            is_timeslot=True,
            starts_at__gt=act.at,
        )
        .exclude(state=Performance.State.CANCELLED)
        .order_by("starts_at", "pk")
    )


def _slot(fields: PerformanceFields, grid: Grid, moment: datetime) -> PerformanceFields:
    return replace(
        fields,
        starts_at=moment,
        ends_at=moment + timedelta(minutes=grid.duration_min),
        sale_ends_at=moment,
    )
