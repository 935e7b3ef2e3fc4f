"""Keys by command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from samenspel.houses.models import ApiKey
from samenspel.kernel.tenancy import Scope
from tests.api.conftest import Shop
from tests.support.machine import Machine


def test_key_is_made_and_revoked(shop: Shop) -> None:
    out = StringIO()
    call_command("create_api_key", "westerlo", "kassa", stdout=out, stderr=StringIO())
    machine = Machine(out.getvalue().strip())
    before = machine.get("/regions").status
    with Scope.of_system().open():
        key = ApiKey.objects.get(name="kassa")

    call_command("revoke_api_key", str(key.pk), stderr=StringIO())

    assert before == 200
    assert machine.get("/regions").problem == "unknown-key"
    assert machine.secret is not None
    assert machine.secret not in str(vars(key))


def test_commands_say_what_does_not_exist(shop: Shop) -> None:
    with pytest.raises(CommandError, match="nergens"):
        call_command("create_api_key", "nergens", "kassa")
    with pytest.raises(CommandError, match="999"):
        call_command("revoke_api_key", "999")
