"""Which providers an installation has, and whose account the money reaches."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from samenspel.config import payment_providers
from samenspel.config.env import BadEnvironment
from samenspel.config.payment_providers import mollie_keys, register_providers
from samenspel.payments import providers
from samenspel.payments.ports import NewPayment
from samenspel.payments.providers import NoProvider, available, provider
from tests.support.mollie_stub import running_mollie
from tests.support.region import build


@pytest.fixture(autouse=True)
def _no_provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(providers, "_factories", {})
    payment_providers._slug_of.cache_clear()
    yield
    payment_providers._slug_of.cache_clear()


def test_no_keys_and_no_demo_is_no_provider() -> None:
    register_providers(demo=False, environ={})
    assert available() == []
    with pytest.raises(NoProvider):
        provider("test")


def test_demo_has_the_test_bank() -> None:
    register_providers(demo=True, environ={})
    assert available(collector=1) == ["test"]


@pytest.mark.django_db
def test_each_collector_has_its_own_account() -> None:
    lo = build()
    with running_mollie() as mollie:
        keys = {"MOLLIE_API_KEYS": f"{lo.desk.slug}={mollie.key}", "MOLLIE_URL": mollie.url}
        register_providers(demo=False, environ=keys)
        assert (available(collector=lo.desk.pk), available(collector=lo.north.pk)) == (["mollie"], [])
        provider("mollie", collector=lo.desk.pk).create(
            payment=NewPayment(uuid4(), 2000, "EUR"), description="S-0000-0000", redirect_url="https://shop.example/",
            webhook_url="https://shop.example/webhooks/mollie/", lines=[], locale="nl",
        )  # fmt: skip
        assert [headers["authorization"] for _, _, headers, _ in mollie.requests] == [f"Bearer {mollie.key}"]


@pytest.mark.parametrize(
    "keys", [{"MOLLIE_API_KEY": "abc"}, {"MOLLIE_API_KEYS": "test_abc"}, {"MOLLIE_API_KEYS": "x=abc"}]
)
def test_key_that_cannot_be_one_is_refused_at_the_start(keys: dict[str, str]) -> None:
    with pytest.raises(BadEnvironment):
        mollie_keys(keys)
