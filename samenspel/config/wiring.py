"""Who answers to whom: providers behind the payment port, subscribers of the event log. Called once, when Django is ready."""

from collections.abc import Callable

from django.conf import settings

from samenspel.access.ports import register_code_reader
from samenspel.config.doors import read_presented_code
from samenspel.config.payment_providers import register_providers
from samenspel.delivery import subscribers as delivery
from samenspel.kernel.events import Fact

# Who is told of which fact, by the event pump. A subscriber may be told twice: it keeps a key of its own against that.
subscribers: dict[str, list[Callable[[Fact], None]]] = {kind: [delivery.on_fact] for kind in delivery.KINDS}


def wire() -> None:
    register_providers(demo=settings.DEMO)
    register_code_reader(read_presented_code)
