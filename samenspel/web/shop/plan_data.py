"""A seat plan as the seat picker reads it."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from samenspel.inventory.rules.plan import Plan

_kept: dict[int, tuple[list[dict[str, Any]], list[str]]] = {}
KEPT = 256
"""Plans of which the places are kept in this process for good: once published they never change."""


def picker_plan(*, plan: Plan, ranks: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """`places`, `focal`, `sections`, and the `ranks` with a name and a price: what `/plan/<id>.json` answers."""
    if plan.id not in _kept:
        if len(_kept) >= KEPT:
            _kept.clear()
        _kept[plan.id] = _read(plan)
    places, sections = _kept[plan.id]
    return {"places": places, "focal": list(plan.focal), "sections": sections, "ranks": list(ranks)}


def wheelchair_places(*, plan: dict[str, Any]) -> int:
    """How many places of a picker's plan are for a wheelchair, taken or not."""
    return sum(place["kind"] == "wheelchair" for place in plan["places"])


def plan_url(*, plan: int, performance: int, ranks: Sequence[dict[str, Any]], language: str) -> str:
    """Where the plan's JSON is; a fingerprint of names and prices makes it an address that browsers may keep for good."""
    mark = blake2b(repr(ranks).encode(), digest_size=6).hexdigest()
    return f"/plan/{plan}.json?p={performance}&t={language}&v={mark}"


def _read(plan: Plan) -> tuple[list[dict[str, Any]], list[str]]:
    places = [
        {
            "no": place.no,
            "x": place.x,
            "y": place.y,
            "row": place.row,
            "seat": place.seat,
            "section": place.section,
            "rank": place.rank,
            "kind": place.kind,
            "left": place.left,
            "right": place.right,
        }
        for place in plan.places.values()
    ]
    return places, list(dict.fromkeys(place.section for place in plan.places.values()))
