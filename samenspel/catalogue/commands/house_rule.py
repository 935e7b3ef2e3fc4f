"""What writing a reduction, a fee and a sale phase have in common: whose it is, its name, its terms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from samenspel.catalogue.models import Fee, Reduction, SalePhase
from samenspel.catalogue.rules.moments import BadTerms, number
from samenspel.catalogue.rules.terms import KINDS, parse_terms
from samenspel.kernel.errors import NotFound
from samenspel.kernel.row_state import check_read
from samenspel.kernel.tenancy import Scope

MOST_TERMS = 20


@dataclass(frozen=True, slots=True)
class RuleData:
    """A rule of `house`, known by `code` (letters, digits, hyphens, at most 60). `name` is language -> text, Dutch at least.

    `terms` is the JSON of docs/reference/prices.md. A rule that is not `active` is kept and does nothing. `read` is the state of
    the rule that the writer saw (RuleFacts.state): when it is no longer that, nothing is written.
    """

    house: int
    code: str
    name: Mapping[str, str]
    position: int = 1
    terms: Sequence[Mapping[str, object]] = field(default_factory=list)
    active: bool = True
    read: str | None = None

    @property
    def columns(self) -> dict[str, object]:
        return {
            "name": dict(self.name),
            "position": self.position,
            "terms": [dict(each) for each in self.terms],
            "active": self.active,
        }


def write_rule(*, model: type[Reduction | Fee | SalePhase], rule: RuleData, own: Mapping[str, object]) -> int:
    """Write the row of `rule` with the columns `own` of its kind; answers its id. Two at once wait for each other.

    Raises ChangedMeanwhile.
    """
    known: dict[str, Any] = {"house_id": rule.house, "code": rule.code}
    standing = model._default_manager.select_for_update().filter(**known).first()
    check_read(row=standing, read=rule.read)
    row, _ = model._default_manager.update_or_create(**known, defaults={**rule.columns, **own})
    return row.pk


def own_house(*, scope: Scope, house: int) -> None:
    """Raises NotFound unless this scope works for that house."""
    if not scope.system and house not in scope.houses:
        raise NotFound


def check_rule(*, rule: RuleData, without: frozenset[str]) -> None:
    """Raises BadTerms naming the field; `without` are the kinds of terms that mean nothing for this rule."""
    if not rule.code or len(rule.code) > 60 or not rule.code.replace("-", "").replace("_", "").isalnum():
        raise BadTerms("code", "wrong")
    if not str(rule.name.get("nl", "")).strip():
        raise BadTerms("name", "missing")
    number(rule.position, "position", 0, 9999)
    if len(rule.terms) > MOST_TERMS:
        raise BadTerms("terms", "range")
    try:
        parse_terms(data=rule.terms, kinds=KINDS - without)
    except BadTerms as bad:
        raise BadTerms(f"terms.{bad.field}", bad.problem) from bad
