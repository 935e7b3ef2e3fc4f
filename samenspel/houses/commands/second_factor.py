"""A house says for which roles two steps at sign-in are obligatory."""

from collections.abc import Iterable

from samenspel.houses.commands.change_house import Administration, administering
from samenspel.houses.commands.staff_roles import GIVEN_BY_A_HOUSE, RoleNotGiven
from samenspel.houses.rules.second_factor import roles_asked
from samenspel.kernel.changes import tell_change


def ask_second_factor(*, act: Administration, roles: Iterable[str], by_default: bool) -> None:
    """From now on exactly these roles need a second factor in the house; who has none sets one up at the next page.

    `by_default` as in `roles_asked`: what counted before a first choice. Raises NotFound, NotAdmin, RoleNotGiven.
    """
    wanted = frozenset(roles)
    if not wanted <= GIVEN_BY_A_HOUSE:
        raise RoleNotGiven(*sorted(wanted - GIVEN_BY_A_HOUSE))
    with administering(act) as house:
        had = roles_asked(chosen=house.second_factor_roles, by_default=by_default) & GIVEN_BY_A_HOUSE
        house.second_factor_roles = sorted(str(role) for role in wanted)
        house.save(update_fields=["second_factor_roles"])
        tell_change(
            kind="houses.second_factor.saved",
            house=act.house,
            subject=act.house,
            before={"roles": sorted(str(role) for role in had)},
            after={"roles": house.second_factor_roles},
            by=act.by,
            at=act.at,
        )
