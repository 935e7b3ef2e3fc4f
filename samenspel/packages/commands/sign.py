"""From draft to sale: every house in a package signs it, the organiser puts it on sale, and closes it."""

from samenspel.houses.commands.change_house import Administration, administering
from samenspel.houses.models import House, Region
from samenspel.kernel.changes import tell_change
from samenspel.kernel.errors import DomainError
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.commands.open_deferred import open_deferred
from samenspel.packages.commands.compose import PackageOnSale, locked
from samenspel.packages.models import Acceptance, Package


class NotSigned(DomainError):
    """These `houses` did not sign yet: their performances are not sold in a package they never saw."""

    def __init__(self, houses: tuple[int, ...]) -> None:
        super().__init__(houses)
        self.houses = houses


class NotOrganiser(DomainError):
    """Only the house that composed it puts it on sale or closes it."""


def sign_package(*, act: Administration, package: int, name: str) -> None:
    """The house of `act` agrees to what the package gives for its performances; `name` is who signs. Twice is once.

    Raises NotFound, NotAdmin, PackageOnSale (closed).
    """
    with administering(act):
        row = locked(act=act, package=package)
        if row.state == Package.State.CLOSED:
            raise PackageOnSale
        _, new = Acceptance.objects.get_or_create(
            package=row, house_id=act.house, defaults={"user_id": act.by, "name": name, "at": act.at}
        )
        if new:
            _tell(act, row, "signed")


def put_on_sale(*, act: Administration, package: int, name: str) -> None:
    """The organiser signs too and the package is sold from its moment on; its accounts are opened.

    Raises NotFound, NotAdmin, NotOrganiser, NotSigned, PackageOnSale (it was already).
    """
    with administering(act):
        row = locked(act=act, package=package)
        if row.organiser_id != act.house:
            raise NotOrganiser
        if row.state != Package.State.DRAFT:
            raise PackageOnSale
        Acceptance.objects.get_or_create(
            package=row, house_id=act.house, defaults={"user_id": act.by, "name": name, "at": act.at}
        )
        signed = set(Acceptance.objects.filter(package=row).values_list("house_id", flat=True))
        if set(row.houses) - signed:
            raise NotSigned(tuple(sorted(set(row.houses) - signed)))
        row.state = Package.State.ON_SALE
        row.save(update_fields=["state"])
        _tell(act, row, "on_sale")
    collector = Region.objects.values_list("collector_id", flat=True).get(pk=row.region_id)
    open_deferred(organiser=row.organiser_id, package=row.pk, collector=collector, presenters=row.houses)


def close_package(*, act: Administration, package: int) -> None:
    """Sell no more of it; what was sold stays. Raises NotFound, NotAdmin, NotOrganiser."""
    with administering(act):
        row = locked(act=act, package=package)
        if row.organiser_id != act.house:
            raise NotOrganiser
        if row.state != Package.State.CLOSED:
            row.state = Package.State.CLOSED
            row.save(update_fields=["state"])
            _tell(act, row, "closed")


def _tell(act: Administration, row: Package, what: str) -> None:
    """The fact, once in the log of each house that is in it."""
    houses = sorted({row.organiser_id, *row.houses})
    name = House.objects.values_list("name", flat=True).get(pk=act.house)
    with Scope.of_houses(*houses, actor=act.by).open():
        for house in houses:
            tell_change(
                kind=f"packages.package.{what}",
                house=house,
                subject=row.pk,
                before=None,
                after={"house": name},
                by=act.by if house == act.house else None,
                at=act.at,
            )
