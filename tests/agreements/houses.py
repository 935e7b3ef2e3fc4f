"""Two houses of a test that agree: who signs for them, and the terms they mostly sign."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from samenspel.agreements.commands.answer import accept_version
from samenspel.agreements.commands.propose import propose_agreement, propose_version
from samenspel.agreements.rules.terms import Rate, Terms
from samenspel.houses.commands.change_house import Administration
from samenspel.houses.models import House, Role
from samenspel.kernel.tenancy import Scope
from tests.support.region import NOW
from tests.support.staff import employ

FOUR_PERCENT_AND_FIFTY = (Rate(percentage_bp=400, fixed_cents=50),)


@dataclass(frozen=True)
class Pair:
    """`presenter`'s performances, sold by `seller`; each has an admin who signs."""

    presenter: House
    seller: House
    admins: dict[int, int]

    @property
    def terms(self) -> Terms:
        return Terms(
            presenter=self.presenter.pk,
            seller=self.seller.pk,
            starts_on=date(2026, 11, 24),
            rates=FOUR_PERCENT_AND_FIFTY,
        )

    def act(self, house: House, *, at: datetime = NOW) -> Administration:
        by = self.admins[house.pk]
        return Administration(scope=Scope.of_houses(house.pk, actor=by), house=house.pk, by=by, at=at)

    def agree(self, *, at: datetime = NOW, **changes: object) -> int:
        """An agreement that both signed; answers its id."""
        terms = replace(self.terms, **changes)  # type: ignore[arg-type]
        agreement = propose_agreement(act=self.act(self.presenter, at=at), terms=terms, name="Pim")
        accept_version(act=self.act(self.seller, at=at), agreement=agreement, number=1, name="Sara")
        return agreement

    def agree_anew(self, agreement: int, *, at: datetime = NOW, **changes: object) -> int:
        """The next version, that both signed; answers its number."""
        terms = replace(self.terms, **changes)  # type: ignore[arg-type]
        number = propose_version(
            act=self.act(self.presenter, at=at), agreement=agreement, terms=terms, name="Pim"
        )
        accept_version(act=self.act(self.seller, at=at), agreement=agreement, number=number, name="Sara")
        return number


def pair(presenter: House, seller: House) -> Pair:
    admins = {
        house.pk: employ(f"admin@{house.slug}.example", Role.HOUSE_ADMIN, house=house).pk
        for house in (presenter, seller)
    }
    return Pair(presenter, seller, admins)
