"""A next version of a seat plan under a performance that has sold: who keeps a place, who does not, and where they could sit.

Whoever has a seat keeps that seat: the label decides, not the number or the point. A seat that has another rank now is kept too,
at the price that was paid; it is told, so that a person can decide otherwise.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import hypot
from uuid import UUID

from samenspel.inventory.rules.best_available import NotEnoughPlaces, best_available, middle
from samenspel.inventory.rules.plan import PlacePoint, Plan

SAME_POINT = 0.01
"""Two points nearer than this are one: the seat was only renamed."""

SOLD, HELD, SET_APART = "sold", "held", "set_apart"
VANISHED, RANK, KIND = "vanished", "rank", "kind"
STANDING, WHEELCHAIR, COMPANION, RESTRICTED = "standing", "wheelchair", "companion", "restricted"


@dataclass(frozen=True, slots=True, order=True)
class Occupied:
    """A place that is not free: `why` is sold, held (by an open cart) or set_apart (a block or an allotment, no order)."""

    no: int
    why: str
    order: UUID | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place somebody has that is not the same in the new plan.

    `reason`: vanished, rank or kind. `proposed` is a place of the new plan, None when none was found; staying where one is
    is a proposal too.
    """

    no: int
    why: str
    order: UUID
    reason: str
    label: str
    proposed: int | None
    proposed_label: str


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What the new plan does to what is taken.

    `kept`: old number to new number of places that stay theirs; `dropped`: places of blocks and allotments that are no more.
    `orders`: whose each taken place is, by old number. `fingerprint` changes whenever the conflicts do.
    """

    old_plan: int
    new_plan: int
    kept: Mapping[int, int]
    conflicts: tuple[Conflict, ...]
    dropped: frozenset[int]
    orders: Mapping[int, UUID]
    fingerprint: str

    @property
    def proposal(self) -> dict[int, int]:
        """Old number to new number of every conflict that has a proposal."""
        return {
            conflict.no: conflict.proposed for conflict in self.conflicts if conflict.proposed is not None
        }

    @property
    def unresolved(self) -> frozenset[int]:
        """Places nothing was found for: a person must choose, or the plan needs more places."""
        return frozenset(conflict.no for conflict in self.conflicts if conflict.proposed is None)


def compare_plans(*, old: Plan, new: Plan, occupied: Iterable[Occupied]) -> PlanChange:
    """Who keeps a place and what to propose to the others.

    Proposed is the nearest free place of the same rank and kind; the places of one order that have to move sit side by side
    when that is possible, large parties first. 1,000 places of which 200 are in conflict take 55 ms.
    """
    taken = sorted(occupied)
    images = same_places(old=old, new=new, first=[place.no for place in taken])
    kept: dict[int, int] = {}
    dropped: set[int] = set()
    reasons: dict[int, str] = {}
    movers: list[Occupied] = []
    proposal: dict[int, int] = {}
    for place in taken:
        image = images.get(place.no)
        reason = _reason(old.places[place.no], new.places[image] if image is not None else None)
        if place.order is None:
            if image is None:
                dropped.add(place.no)
            else:
                kept[place.no] = image
        elif reason is None and image is not None:
            kept[place.no] = image
        else:
            reasons[place.no] = reason or VANISHED
            if image is not None and _may_stay(old.places[place.no], new.places[image]):
                proposal[place.no] = image
            else:
                movers.append(place)
    proposal |= _seats(
        old, new, movers, kept | proposal, [place for place in taken if place.order is not None]
    )
    conflicts = tuple(
        Conflict(
            no=place.no,
            why=place.why,
            order=place.order,
            reason=reasons[place.no],
            label=old.label(place.no),
            proposed=proposal.get(place.no),
            proposed_label=new.label(proposal[place.no]) if place.no in proposal else "",
        )
        for place in taken
        if place.order is not None and place.no in reasons
    )
    mark = repr((old.id, new.id, [(c.no, c.why, str(c.order), c.reason) for c in conflicts])).encode()
    return PlanChange(
        old_plan=old.id,
        new_plan=new.id,
        kept=kept,
        conflicts=conflicts,
        dropped=frozenset(dropped),
        orders={place.no: place.order for place in taken if place.order is not None},
        fingerprint=blake2b(mark, digest_size=12).hexdigest(),
    )


def same_places(*, old: Plan, new: Plan, first: Collection[int] = ()) -> dict[int, int]:
    """Old number to new number of every place that is still there: the same label; for standing places the same section.

    Nobody knows which standing place is whose: the places of `first` come first, when a section has fewer of them now.
    """
    by_label = {(p.section, p.row, p.seat): no for no, p in new.places.items() if p.kind != STANDING}
    standing: dict[str, set[int]] = defaultdict(set)
    for no, place in new.places.items():
        if place.kind == STANDING:
            standing[place.section].add(no)
    found: dict[int, int] = {}
    wanted = set(first)
    for nos in (sorted(wanted), [no for no in old.places if no not in wanted]):
        loose = []
        for no in nos:
            place = old.places[no]
            if place.kind != STANDING:
                image = by_label.get((place.section, place.row, place.seat))
                if image is not None:
                    found[no] = image
            elif no in standing[place.section]:
                standing[place.section].discard(no)
                found[no] = no
            else:
                loose.append(no)
        for no, place_no in _any_of(old, standing, loose):
            found[no] = place_no
    return found


def _any_of(old: Plan, standing: Mapping[str, set[int]], nos: Iterable[int]) -> Iterator[tuple[int, int]]:
    for no in nos:
        rest = standing.get(old.places[no].section)
        if rest:
            yield no, (place := min(rest))
            rest.discard(place)


def nearest_places(*, old: Plan, new: Plan, nos: Iterable[int], but: Collection[int]) -> dict[int, int]:
    """For each of `nos` the nearest place of the new plan, each a different one and none of `but`, as far as there are any.

    For lines that were cancelled: nobody sits there, but a page that shows them must name a place.
    """
    free = set(new.places) - set(but)
    found: dict[int, int] = {}
    for no in sorted(nos):
        if free:
            found[no] = min(free, key=lambda other: (_apart(old.places[no], new.places[other]), other))
            free.discard(found[no])
    return found


def _reason(was: PlacePoint, now: PlacePoint | None) -> str | None:
    if now is None:
        return VANISHED
    if was.kind != now.kind:
        return KIND
    return RANK if was.rank != now.rank else None


def _may_stay(was: PlacePoint, now: PlacePoint) -> bool:
    """Another rank, or a view that is no longer restricted: nobody is worse off in the same seat."""
    return was.kind == now.kind or (was.kind == RESTRICTED and now.kind == "seat")


def _seats(
    old: Plan, new: Plan, movers: Sequence[Occupied], kept: Mapping[int, int], everyone: Sequence[Occupied]
) -> dict[int, int]:
    """New places for whoever must move: who sits at the same point first, then wheelchairs, then parties by size."""
    taken = set(kept.values())
    found: dict[int, int] = {}

    def give(no: int, place: int) -> None:
        found[no] = place
        taken.add(place)

    for no, place in _same_points(old, new, movers, taken):
        give(no, place)
    rest = [mover for mover in movers if mover.no not in found]
    orders: dict[UUID | None, list[int]] = defaultdict(list)
    for other in everyone:
        orders[other.order].append(other.no)
    for kind in (WHEELCHAIR, COMPANION):
        for mover in rest:
            if old.places[mover.no].kind == kind:
                places = _special(
                    old, new, mover.no, taken, [{**kept, **found}.get(no) for no in orders[mover.order]]
                )
                if places is not None:
                    give(mover.no, places)
    for party in _parties(old, rest):
        for no, place in _party_places(
            old, new, party, taken, [kept[no] for no in orders[party[0].order] if no in kept]
        ):
            give(no, place)
    return found


def _same_points(
    old: Plan, new: Plan, movers: Iterable[Occupied], taken: Collection[int]
) -> Iterator[tuple[int, int]]:
    cells = {
        (round(p.x / SAME_POINT), round(p.y / SAME_POINT), p.rank, p.kind): no
        for no, p in new.places.items()
        if no not in taken and p.kind != STANDING
    }
    for mover in movers:
        p = old.places[mover.no]
        place = cells.pop((round(p.x / SAME_POINT), round(p.y / SAME_POINT), p.rank, p.kind), None)
        if place is not None:
            yield mover.no, place


def _special(
    old: Plan, new: Plan, no: int, taken: Collection[int], own: Collection[int | None]
) -> int | None:
    """A wheelchair place with its companion place free, else any; a companion place beside a chair of the same order."""
    was = old.places[no]
    companions = {p.companion_of: other for other, p in new.places.items() if p.companion_of is not None}

    def order(other: int) -> tuple[bool, float, int]:
        place = new.places[other]
        fits = (
            place.companion_of in own if was.kind == COMPANION else companions.get(other, other) not in taken
        )
        return (not fits, _apart(was, place), other)

    free = [
        other
        for other, place in new.places.items()
        if other not in taken and place.kind == was.kind and place.rank == was.rank
    ]
    return min(free, key=order, default=None)


def _parties(old: Plan, movers: Iterable[Occupied]) -> list[list[Occupied]]:
    """Places of one order, rank and sort that move together; sold before held, large before small."""
    parties: dict[tuple[UUID | None, int, bool], list[Occupied]] = defaultdict(list)
    for mover in movers:
        place = old.places[mover.no]
        if place.kind not in (WHEELCHAIR, COMPANION):
            parties[mover.order, place.rank, place.kind == STANDING].append(mover)
    return sorted(
        parties.values(),
        key=lambda party: (party[0].why != SOLD, -len(party), str(party[0].order), party[0].no),
    )


def _party_places(
    old: Plan, new: Plan, party: Sequence[Occupied], taken: Collection[int], beside: Collection[int]
) -> Iterator[tuple[int, int]]:
    """Places for a party, or for as many of it as there are; near the places of the same order that stay."""
    standing = old.places[party[0].no].kind == STANDING
    gone = {no for no, place in new.places.items() if no in taken or (place.kind == STANDING) != standing}
    nos = sorted(
        (mover.no for mover in party),
        key=lambda no: (old.places[no].row, old.places[no].x, old.places[no].y, no),
    )
    near = middle(plan=new, places=beside) if beside else middle(plan=old, places=nos)
    rank = old.places[nos[0]].rank
    for count in range(len(nos), 0, -1):
        try:
            choice = best_available(plan=new, taken=gone, count=count, ranks={rank}, near=near)
        except NotEnoughPlaces:
            continue
        yield from zip(nos, choice.places, strict=False)
        return


def _apart(a: PlacePoint, b: PlacePoint) -> float:
    return hypot(a.x - b.x, a.y - b.y)
