"""Give people their roles in houses and regions; a login is made for an address that has none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password

from samenspel.houses.models import House, Region, StaffRole
from samenspel.identity.models import User


@dataclass(frozen=True, slots=True)
class RoleData:
    """One role of one person in one house, or over one region (the other is ""). `email` is in lower case."""

    email: str
    name: str
    role: str
    house: str
    region: str


def give_roles(*, roles: Sequence[RoleData], at: datetime) -> None:
    """Give all of `roles`; one that is held already stays as it is. New logins have no password: they sign in by code.

    A name is written on a new login only: afterwards it is the person's own. Raises KeyError for an unknown slug.
    """
    houses = dict(House.objects.values_list("slug", "id"))
    regions = dict(Region.objects.values_list("slug", "id"))
    names = {role.email: role.name for role in roles}
    User.objects.bulk_create(
        [User(email=email, name=name, password=make_password(None)) for email, name in names.items()],
        ignore_conflicts=True,
    )
    users = dict(User.objects.filter(email__in=names).values_list("email", "id"))
    StaffRole.objects.bulk_create(
        [
            StaffRole(
                user_id=users[role.email],
                role=role.role,
                house_id=houses[role.house] if role.house else None,
                region_id=regions[role.region] if role.region else None,
                since=at,
            )
            for role in roles
        ],
        ignore_conflicts=True,
    )
