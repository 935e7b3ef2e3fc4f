"""The productions a house may use: its own, and those that others share."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope

PAGE_SIZE = 25
SORTS = ("title", "-title", "saved")
WHOSE = ("own", "shared", "all")


@dataclass(frozen=True, slots=True)
class ProductionRow:
    """`performances` and `next_at` are of the house that asks; `picture_key` is empty without a picture."""

    id: int
    house_id: int
    house_name: str
    title: str
    company: str
    genre: str
    shared: bool
    picture_key: str
    performances: int
    next_at: datetime | None
    total: int


@dataclass(frozen=True, slots=True)
class ProductionFacts:
    """One production with what is told of its picture. `saved_by` is a name, only for the house that entered it."""

    id: int
    house_id: int
    house_name: str
    title: str
    company: str
    genre: str
    texts: dict[str, Any]
    language: str
    duration_min: int | None
    age_from: int | None
    shared: bool
    revision: int
    saved_at: datetime | None
    saved_by: str
    picture_key: str
    picture_alt: dict[str, str]
    picture_credit: str
    focal_x_bp: int
    focal_y_bp: int


LIST = load(__file__, "house_productions", ProductionRow)
ONE = load(__file__, "production_of_house", ProductionFacts)


def productions_of(
    *,
    scope: Scope,
    house: int,
    at: datetime,
    text: str = "",
    genre: str = "",
    whose: str = "all",
    sort: str = "title",
    page: int = 1,
    size: int = PAGE_SIZE,
) -> list[ProductionRow]:
    """One page (from 1), `size` 1-1000; `text` is searched in title and company. One statement."""
    if sort not in SORTS or whose not in WHOSE:
        raise ValueError(sort, whose)
    return LIST.rows(
        scope=scope,
        house=house,
        at=at,
        text=text.casefold(),
        genre=genre,
        whose=whose,
        sort=sort,
        limit=size,
        offset=(page - 1) * size,
    )


def production_of(*, scope: Scope, house: int, production: int) -> ProductionFacts:
    """Raises NotFound when the house may not use it. One statement."""
    rows = ONE.rows(scope=scope, house=house, production=production)
    if not rows:
        raise NotFound(production)
    return rows[0]
