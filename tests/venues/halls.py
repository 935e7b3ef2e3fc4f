"""Drawings for tests: a small real-like theatre, and the pieces of others."""

from typing import Any

Document = dict[str, Any]


def drawing(**parts: Any) -> Document:
    """An empty floor of 60 by 50 with one section, two ranks and a focal point, and whatever else is given."""
    return {
        "schema": 1,
        "bounds": {"x": -30, "y": 0, "width": 60, "height": 50},
        "focal": {"x": 0, "y": 0},
        "ranks": [{"number": 1, "name": {"nl": "Rang 1"}}, {"number": 2, "name": {"nl": "Rang 2"}}],
        "sections": [{"id": "p", "name": "Parterre"}, {"id": "b", "name": "Balkon"}],
        **parts,
    }


def block(**changes: Any) -> Document:
    """Three rows of eight, an aisle in the middle."""
    return {
        "id": "b1",
        "section": "p",
        "rank": 1,
        "origin": {"x": 0, "y": 5},
        "rows": 3,
        "seats": 8,
        "aisles": [{"after": 4, "width": 1}],
        **changes,
    }
