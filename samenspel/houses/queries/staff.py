"""Who works where: the posts of one login, and the people of one house."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from samenspel.houses.models import House, Role
from samenspel.houses.rules.second_factor import roles_asked
from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class _Post:
    role: str
    house_id: int | None
    house_slug: str | None
    house_name: str | None
    house_kind: str | None
    house_accent: str | None
    house_setting_up: bool | None
    second_factor_roles: list[str] | None
    region_id: int | None
    region_slug: str | None
    region_name: str | None
    has_second_factor: bool


@dataclass(frozen=True, slots=True)
class HousePost:
    """A house in which a login works, with all its roles there (values of `Role`).

    `setting_up`: it was just made, and its guided start was not put away yet.
    `second_factor_roles` are the roles for which the house asks two steps at sign-in; None: it never chose.
    """

    id: int
    slug: str
    name: str
    kind: str
    accent: str
    setting_up: bool
    second_factor_roles: frozenset[str] | None
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class RegionPost:
    """A region that a login coordinates, or whose service desk it is in."""

    id: int
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Posts:
    """Everything a login may do; all by name. `regions` it coordinates, `desks` are those whose service desk it is in.

    A service desk has no standing sight of any house: it enters one with a reason (`commands/visits.py`).
    """

    houses: tuple[HousePost, ...]
    regions: tuple[RegionPost, ...]
    desks: tuple[RegionPost, ...]
    has_second_factor: bool

    @property
    def is_staff(self) -> bool:
        return bool(self.houses or self.regions or self.desks)

    def second_factor_wanted_by(self, *, by_default: bool) -> str:
        """The name of a house or region whose work asks for a second factor that this login has not; "" when none does.

        `by_default` as in `roles_asked`.
        """
        if self.has_second_factor:
            return ""
        for post in self.houses:
            if post.roles & roles_asked(chosen=post.second_factor_roles, by_default=by_default):
                return post.name
        network = self.regions + self.desks
        return network[0].name if network and by_default else ""

    def works_in(self, slug: str) -> bool:
        return any(post.slug == slug for post in self.houses)

    def house(self, slug: str) -> HousePost:
        """Raises NotFound when the login has no role there, or there is no such house."""
        for post in self.houses:
            if post.slug == slug:
                return post
        raise NotFound(slug)

    def region(self, slug: str) -> RegionPost:
        """Raises NotFound when the login does not coordinate it, or there is no such region."""
        for post in self.regions:
            if post.slug == slug:
                return post
        raise NotFound(slug)


@dataclass(frozen=True, slots=True)
class _StaffRow:
    user_id: int
    email: str
    name: str
    seen_at: datetime | None
    has_second_factor: bool
    role: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works in a house. `seen_at` is the last sign-in; `since` the oldest role."""

    user_id: int
    email: str
    name: str
    seen_at: datetime | None
    has_second_factor: bool
    roles: tuple[str, ...]
    since: datetime

    @property
    def shown_name(self) -> str:
        return self.name or self.email


POSTS = load(__file__, "posts_of_login", _Post)
STAFF = load(__file__, "staff_of_house", _StaffRow)


def posts_of(*, user: int) -> Posts:
    """The houses and regions of one login. One statement."""
    rows = POSTS.rows(scope=Scope.of_user(user), user=user)
    houses = tuple(
        HousePost(*key, roles=frozenset(row.role for row in group))
        for key, group in groupby((row for row in rows if row.house_id is not None), key=_house_key)
    )
    has_second_factor = any(row.has_second_factor for row in rows)
    return Posts(houses, _over(rows, Role.COORDINATOR), _over(rows, Role.SERVICE_DESK), has_second_factor)


def staff_of(*, scope: Scope, house: int) -> tuple[Person, ...]:
    """The people who work in `house`, by name. One statement."""
    rows = STAFF.rows(scope=scope, house=house)
    people = []
    for _, group in groupby(rows, key=lambda row: row.user_id):
        posts = list(group)
        first = posts[0]
        people.append(
            Person(
                first.user_id,
                first.email,
                first.name,
                first.seen_at,
                first.has_second_factor,
                tuple(post.role for post in posts),
                min(post.since for post in posts),
            )
        )
    return tuple(people)


def person_of(*, scope: Scope, house: int, user: int) -> Person:
    """One person who works in `house`. Raises NotFound when nobody there has this id."""
    for person in staff_of(scope=scope, house=house):
        if person.user_id == user:
            return person
    raise NotFound(user)


def second_factor_roles_of(*, scope: Scope, house: int, by_default: bool) -> frozenset[str]:
    """The roles for which a house of this scope asks a second factor. Raises NotFound for another house."""
    if house not in scope.houses:
        raise NotFound(house)
    chosen = House.objects.values_list("second_factor_roles", flat=True).get(pk=house)
    return roles_asked(chosen=chosen, by_default=by_default)


def _over(rows: Iterable[_Post], role: Role) -> tuple[RegionPost, ...]:
    return tuple(
        RegionPost(row.region_id, row.region_slug or "", row.region_name or "")
        for row in rows
        if row.region_id is not None and row.role == role
    )


def _house_key(row: _Post) -> tuple[int, str, str, str, str, bool, frozenset[str] | None]:
    assert row.house_id is not None
    asked = row.second_factor_roles
    return (
        row.house_id,
        row.house_slug or "",
        row.house_name or "",
        row.house_kind or "",
        row.house_accent or "",
        bool(row.house_setting_up),
        None if asked is None else frozenset(asked),
    )
