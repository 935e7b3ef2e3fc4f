"""A seat plan as the seat picker reads it."""

from collections.abc import Sequence
from typing import Any

from samenspel.inventory.queries.plans import Plan

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
