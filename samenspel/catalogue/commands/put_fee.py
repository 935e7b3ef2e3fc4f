"""Write a fee of a house."""

from samenspel.catalogue.commands.house_rule import RuleData, check_rule, own_house, write_rule
from samenspel.catalogue.models import Fee
from samenspel.catalogue.rules.facts import Per
from samenspel.catalogue.rules.moments import number
from samenspel.kernel.tenancy import Scope

NOT_FOR_FEES = frozenset({"limit", "reason", "group"})
MOST_CENTS = 10_000


def put_fee(*, scope: Scope, rule: RuleData, per: Per, amount_cents: int) -> int:
    """Write the fee `rule.code` of its house, 0 to 100 euro an order or a ticket; answers its id; idempotent.

    Raises NotFound (no house of this scope), BadTerms naming the field, ChangedMeanwhile.
    """
    own_house(scope=scope, house=rule.house)
    check_rule(rule=rule, without=NOT_FOR_FEES)
    number(amount_cents, "amount_cents", 0, MOST_CENTS)
    with scope.open():
        return write_rule(model=Fee, rule=rule, own={"per": per.value, "amount_cents": amount_cents})
