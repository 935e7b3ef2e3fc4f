"""Write VAT rules: known by code, regime, genre and first day. A rate never changes; it ends and another begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from samenspel.catalogue.models import VatRule
from samenspel.kernel.errors import DomainError

VatRuleKey = tuple[str, str, str, date]


class VatRateIsFixed(DomainError):
    """The rate of a rule in force never changes: end it and begin another. `.rules` names them."""

    def __init__(self, rules: Sequence[VatRuleKey]) -> None:
        super().__init__(rules)
        self.rules = tuple(rules)


@dataclass(frozen=True, slots=True)
class VatRuleData:
    """In force from `starts_on` up to and including `ends_on` (None: until further notice). `genre` "" is any."""

    code: str
    regime: str
    genre: str
    starts_on: date
    ends_on: date | None
    rate_bp: int
    legal_text: Mapping[str, str]

    @property
    def key(self) -> VatRuleKey:
        return (self.code, self.regime, self.genre, self.starts_on)


def put_vat_rules(*, rules: Sequence[VatRuleData]) -> None:
    """Write all of `rules`; idempotent. Raises VatRateIsFixed when one would change a rate that is known."""
    stored = {(rule.code, rule.regime, rule.genre, rule.valid.lower): rule for rule in VatRule.objects.all()}
    if changed := [
        rule.key for rule in rules if rule.key in stored and stored[rule.key].rate_bp != rule.rate_bp
    ]:
        raise VatRateIsFixed(changed)
    for rule in rules:
        row = stored.get(rule.key) or VatRule(
            code=rule.code, regime=rule.regime, genre=rule.genre, rate_bp=rule.rate_bp
        )
        row.valid = DateRange(rule.starts_on, rule.ends_on, "[]" if rule.ends_on else "[)")
        row.legal_text = dict(rule.legal_text)
        row.save()
