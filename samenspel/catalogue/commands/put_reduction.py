"""Write a reduction that gives itself."""

from collections.abc import Mapping, Sequence

from samenspel.catalogue.commands.house_rule import RuleData, check_rule, own_house, write_rule
from samenspel.catalogue.models import Reduction, TicketType
from samenspel.catalogue.rules.formulas import Family, parse_formula
from samenspel.catalogue.rules.moments import BadTerms
from samenspel.kernel.tenancy import Scope

NOT_FOR_REDUCTIONS = frozenset({"limit", "reason"})


def put_reduction(
    *, scope: Scope, rule: RuleData, formula: Mapping[str, object], ticket_types: Sequence[int] = ()
) -> int:
    """Write the reduction `rule.code` of its house; answers its id; idempotent. No `ticket_types` is any.

    Raises NotFound (no house of this scope), BadTerms naming the field, ChangedMeanwhile.
    """
    own_house(scope=scope, house=rule.house)
    check_rule(rule=rule, without=NOT_FOR_REDUCTIONS)
    parsed = parse_formula(data=formula)
    named = frozenset(ticket_types)
    if isinstance(parsed, Family):
        named |= parsed.adult_types | parsed.child_types
    with scope.open():
        own = TicketType.objects.filter(house_id=rule.house, pk__in=named)
        if own.count() != len(named):
            raise BadTerms("ticket_types", "unknown")
        columns = {"formula": dict(formula), "ticket_types": sorted(set(ticket_types))}
        return write_rule(model=Reduction, rule=rule, own=columns)
