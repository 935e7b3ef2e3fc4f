"""Fees for tests of the sale."""

from samenspel.catalogue.commands.house_rule import RuleData
from samenspel.catalogue.commands.put_fee import put_fee
from samenspel.catalogue.rules.facts import Per
from samenspel.houses.models import House
from samenspel.kernel.tenancy import Scope


def ask_fee(*, house: House, per: Per, cents: int, terms: tuple[dict[str, object], ...] = ()) -> int:
    """The house asks this from now on; one fee of each kind, 0 cents ends it."""
    name = {Per.ORDER: "Reserveringskost", Per.TICKET: "Ticketkost"}[per]
    rule = RuleData(house.pk, f"per-{per}", {"nl": name}, terms=list(terms), active=cents > 0)
    return put_fee(scope=Scope.of_houses(house.pk), rule=rule, per=per, amount_cents=cents)
