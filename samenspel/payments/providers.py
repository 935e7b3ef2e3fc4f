"""Which providers this installation has. `config/wiring.py` fills the list; domains ask it by name.

Money goes to the account of the collector, so a provider is asked for together with the house that collects.
"""

from collections.abc import Callable

from samenspel.kernel.errors import DomainError
from samenspel.payments.ports import Provider

Factory = Callable[[int | None], Provider | None]
"""Given the id of the collecting house, its adapter, or None when that house has no account there."""

BY_HAND = frozenset({"seller", "free"})
"""No provider behind it: the seller took the money at the desk, or there was nothing to pay."""

_factories: dict[str, Factory] = {}


class NoProvider(DomainError):
    """This installation has no such provider, or this house no account there."""


def register(*, name: str, factory: Factory) -> None:
    """Make a provider known under `name` (at most 12 characters). The last one with a name wins."""
    if len(name) > 12 or name in BY_HAND:
        raise ValueError(f"{name!r} cannot be the name of a provider")
    _factories[name] = factory


def provider(name: str, *, collector: int | None = None) -> Provider:
    """The adapter of `name` that collects for house `collector`. Raises NoProvider."""
    factory = _factories.get(name)
    adapter = factory(collector) if factory else None
    if adapter is None:
        raise NoProvider(name)
    return adapter


def known(name: str) -> bool:
    """Whether webhooks of this name may come."""
    return name in _factories


def available(*, collector: int | None = None) -> list[str]:
    """The names a visitor may pay with at this collector, in the order of registration."""
    return [name for name, factory in _factories.items() if factory(collector) is not None]
