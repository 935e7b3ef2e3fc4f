"""Whose work asks for two steps at sign-in: a password or a code, and something that only this person holds."""

from collections.abc import Iterable

from samenspel.houses.models import Role

BY_DEFAULT = frozenset({Role.HOUSE_ADMIN, Role.FINANCE})
"""What a house asks for as long as it did not choose: whoever may let people in, and whoever may move money."""

OF_THE_NETWORK = frozenset({Role.COORDINATOR, Role.SERVICE_DESK})
"""Roles over many houses. No house chooses for them: they follow the installation alone."""


def roles_asked(*, chosen: Iterable[str] | None, by_default: bool) -> frozenset[str]:
    """The roles that need a second factor in a house that chose `chosen` (None: it never chose).

    `by_default` is the installation's own choice: off in a demo, whose logins are shared and written on the page.
    """
    default = BY_DEFAULT if by_default else frozenset()
    network = OF_THE_NETWORK if by_default else frozenset()
    return frozenset(default if chosen is None else chosen) | network
