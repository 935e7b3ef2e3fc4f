"""Which ways to pay a buyer may choose: what the providers of the collector offer, less what the houses do not take."""

from collections.abc import Collection, Iterable

from samenspel.payments.ports import Method, ProviderDown, ProviderRefused
from samenspel.payments.providers import NoProvider, available, provider

Offered = list[tuple[str, Method]]
"""(provider, method)."""


def ask_methods(*, collector: int, amount_cents: int, language: str) -> Offered:
    """What the providers of `collector` offer for this amount now. One that does not answer offers nothing."""
    found: Offered = []
    for name in available(collector=collector):
        try:
            adapter = provider(name, collector=collector)
            found += [(name, each) for each in adapter.methods(amount_cents=amount_cents, locale=language)]
        except (ProviderDown, ProviderRefused, NoProvider):
            continue
    return found


def taken_by_all(*, offered: Offered, refused: Iterable[Collection[str]]) -> Offered:
    """What no house refuses; `refused` are the ids of each house.

    Never nothing: houses that share no way to pay take them all, for a cart over both must be paid somehow.
    """
    off = {method for house in refused for method in house}
    return [each for each in offered if each[1].id not in off] or offered
