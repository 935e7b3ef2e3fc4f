"""Who may stand at a door."""

from dataclasses import dataclass

from samenspel.houses.models import Role, StaffRole
from samenspel.kernel.tenancy import Scope

AT_THE_DOOR = (Role.USHER, Role.BOX_OFFICE, Role.HOUSE_ADMIN)


@dataclass(frozen=True, slots=True)
class DoorHouse:
    id: int
    slug: str
    name: str
    accent: str


def houses_at_the_door(*, user: int) -> tuple[DoorHouse, ...]:
    """The houses where this login is usher, box office or house admin, by name."""
    with Scope.of_user(user).open():
        roles = StaffRole.objects.filter(user_id=user, role__in=AT_THE_DOOR, house__isnull=False)
        rows = roles.order_by("house__name").values_list(
            "house_id", "house__slug", "house__name", "house__accent"
        )
        return tuple(DoorHouse(*row) for row in dict.fromkeys(rows))
