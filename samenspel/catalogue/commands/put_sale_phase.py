"""Write a sale phase: who may buy when and where, for one performance, production or season, or for the whole house."""

from samenspel.catalogue.commands.house_rule import RuleData, check_rule, own_house, write_rule
from samenspel.catalogue.models import SalePhase
from samenspel.catalogue.rules.moments import BadTerms
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance, Season

NOT_FOR_PHASES = frozenset({"limit", "reason", "group"})


def put_sale_phase(
    *,
    scope: Scope,
    rule: RuleData,
    performance: int | None = None,
    production: int | None = None,
    season: int | None = None,
) -> int:
    """Write the phase `rule.code` of its house; answers its id; idempotent.

    At most one of `performance`, `production` and `season` is given; none is every performance of the house. The nearest level
    with active phases counts, and there one phase that holds is enough. Phases narrow the sale window of the performance,
    they never widen it. What a phase asks of a person must be known of the buyer: `proof: door` is refused.

    Raises NotFound (no house of this scope), BadTerms naming the field, ChangedMeanwhile.
    """
    own_house(scope=scope, house=rule.house)
    check_rule(rule=rule, without=NOT_FOR_PHASES)
    for number, term in enumerate(rule.terms):
        if term.get("proof") == "door":
            raise BadTerms(f"terms.{number}.proof", "wrong")
    given = {"performance": performance, "production": production, "season": season}
    if sum(each is not None for each in given.values()) > 1:
        raise BadTerms("season" if season is not None else "production", "wrong")
    with scope.open():
        own = Performance.objects.filter(house_id=rule.house)
        if performance is not None and not own.filter(pk=performance).exists():
            raise BadTerms("performance", "unknown")
        if production is not None and not own.filter(production_id=production).exists():
            raise BadTerms("production", "unknown")
        if season is not None and not Season.objects.filter(pk=season, house_id=rule.house).exists():
            raise BadTerms("season", "unknown")
        return write_rule(
            model=SalePhase, rule=rule, own={f"{level}_id": chosen for level, chosen in given.items()}
        )
