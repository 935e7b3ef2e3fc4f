"""Which payment providers this installation has, read from the environment. See docs/how-to/connect-mollie.md."""

import os
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from samenspel.config.env import BadEnvironment
from samenspel.houses.models import House
from samenspel.integrations.testbank.client import DEFAULT_KEY, DEFAULT_URL, TestBank
from samenspel.payments import providers
from samenspel.payments.ports import Provider


def register_providers(*, demo: bool, environ: Mapping[str, str] | None = None) -> None:
    """The test bank in a demo or where TESTBANK_URL says so; Mollie where MOLLIE_API_KEY or MOLLIE_API_KEYS is set.

    Raises BadEnvironment.
    """
    values = os.environ if environ is None else environ
    url = values.get("TESTBANK_URL", "")
    if demo or url:
        bank = lru_cache(maxsize=1)(
            lambda: TestBank(url=url or DEFAULT_URL, key=values.get("TESTBANK_KEY") or DEFAULT_KEY)
        )
        providers.register(name="test", factory=lambda collector: bank())
    keys = mollie_keys(values)
    if keys:
        mollie_url = values.get("MOLLIE_URL", "")
        adapter = cache(lambda key: _mollie(key, mollie_url))
        providers.register(name="mollie", factory=lambda collector: _of_collector(keys, adapter, collector))


def mollie_keys(values: Mapping[str, str]) -> dict[str, str]:
    """API keys by the slug of the collecting house; "" is for every house without one of its own."""
    keys: dict[str, str] = {}
    if values.get("MOLLIE_API_KEY"):
        keys[""] = values["MOLLIE_API_KEY"]
    for pair in values.get("MOLLIE_API_KEYS", "").replace(",", " ").split():
        slug, equals, key = pair.partition("=")
        if not (slug and equals and key):
            raise BadEnvironment("MOLLIE_API_KEYS: write house=key, with commas between the houses.")
        keys[slug] = key
    if any(not key.startswith(("test_", "live_")) for key in keys.values()):
        raise BadEnvironment("An API key of Mollie begins with test_ or live_.")
    return keys


def _mollie(key: str, url: str) -> Provider:
    # Its client loads hundreds of models: only those who pay with it wait for that.
    from samenspel.integrations.mollie.adapter import URL, Mollie  # noqa: PLC0415

    return Mollie(api_key=key, url=url or URL)


def _of_collector(
    keys: dict[str, str], adapter: Callable[[str], Provider], collector: int | None
) -> Provider | None:
    key = keys.get(_slug_of(collector), "") if collector is not None and len(keys) > ("" in keys) else ""
    key = key or keys.get("", "")
    return adapter(key) if key else None


@cache
def _slug_of(house: int) -> str:
    """Slugs do not change while the product runs."""
    return House.objects.filter(pk=house).values_list("slug", flat=True).first() or ""
