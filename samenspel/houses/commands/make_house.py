"""Make a house in a region, and invite its first admin. By a coordinator of that region, all or nothing, and told."""

import re
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from samenspel.houses.commands.change_house import BadSetting
from samenspel.houses.commands.invitations import Invited, invite_staff, withdraw_invitation
from samenspel.houses.models import House, HouseKind, Invitation, Membership, Role, StaffRole, VatRegime
from samenspel.houses.queries.directory import forget_directory
from samenspel.kernel.changes import tell_change
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.tenancy import Scope

KINDS = (HouseKind.CULTUURCENTRUM, HouseKind.GEMEENSCHAPSCENTRUM, HouseKind.KUNSTENORGANISATIE)
"""What a coordinator makes: a ticket desk sells for others and keeps their money, so it comes with the region itself."""

SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
RESERVED = frozenset({"regio", "uitnodiging", "servicedesk", "zaalagenda", "voorbeeld"})
"""First words of addresses of the back office, where the slug of a house stands too."""


class NotCoordinator(DomainError):
    """This login does not coordinate the region."""


@dataclass(frozen=True, slots=True)
class NewHouse:
    """`slug` is at most 60 lower-case letters, digits and single dashes; `kind` of KINDS; `email` is for visitors."""

    slug: str
    name: str
    kind: str
    street: str
    postcode: str
    town: str
    email: str


@dataclass(frozen=True, slots=True)
class FirstAdmin:
    """Who sets the house up; `language` is that of a login that is made for the address."""

    email: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class MadeHouse:
    """The caller mails the link of `invited`."""

    id: int
    invited: Invited


def make_house(*, region: int, house: NewHouse, admin: FirstAdmin, by: int, at: datetime) -> MadeHouse:
    """Make the house, a member of `region`, with an invitation to its first admin; its other settings are the admin's.

    Legal data is empty until the admin writes it. Works as the product itself: nobody has a right in the house yet. Raises
    NotCoordinator, BadSetting; nothing is made then.
    """
    _check(house)
    with Scope.of_system(actor=by).open():
        _check_coordinator(region, by)
        row = _write(house)
        Membership.objects.create(region_id=region, house=row)
        tell_change(
            kind="houses.house.made",
            house=row.pk,
            subject=row.pk,
            before=None,
            after=asdict(house),
            by=by,
            at=at,
        )
        invited = _invite(row.pk, admin, by, at)
    forget_directory()
    return MadeHouse(row.pk, invited)


def invite_first_admin(*, region: int, house: int, admin: FirstAdmin, by: int, at: datetime) -> Invited:
    """Invite the first admin of a house of `region` once more, or somebody else instead; every earlier link dies.

    Only while the house sets itself up and nobody works there: afterwards its people are its own affair. The caller mails the
    link. Works as the product itself. Raises NotCoordinator, NotFound (no such house, or somebody works there).
    """
    with Scope.of_system(actor=by).open():
        _check_coordinator(region, by)
        rows = House.objects.select_for_update().filter(membership__region=region, setting_up=True)
        if not rows.filter(pk=house).exists() or StaffRole.objects.filter(house=house).exists():
            raise NotFound(house)
        address = admin.email.strip().lower()
        replaced = Invitation.objects.filter(
            house=house, accepted_at=None, roles__contains=[Role.HOUSE_ADMIN]
        )
        for number in replaced.exclude(email=address).values_list("pk", flat=True):
            withdraw_invitation(scope=Scope.of_system(actor=by), house=house, invitation=number, by=by, at=at)
        return _invite(house, admin, by, at)


def _check_coordinator(region: int, user: int) -> None:
    if not StaffRole.objects.filter(region=region, user=user, role=Role.COORDINATOR).exists():
        raise NotCoordinator(user)


def _invite(house: int, admin: FirstAdmin, by: int, at: datetime) -> Invited:
    return invite_staff(
        scope=Scope.of_system(actor=by),
        house=house,
        email=admin.email,
        name=admin.name,
        roles=[Role.HOUSE_ADMIN],
        language=admin.language,
        by=by,
        at=at,
    )


def _check(house: NewHouse) -> None:
    if not house.name.strip():
        raise BadSetting("name", "missing")
    if house.kind not in KINDS:
        raise BadSetting("kind", "unknown")
    if not SLUG.match(house.slug) or len(house.slug) > 60:
        raise BadSetting("slug", "signs")
    if house.slug in RESERVED:
        raise BadSetting("slug", "taken")


def _write(house: NewHouse) -> House:
    columns = asdict(house) | {"name": house.name.strip(), "legal_name": house.name.strip()}
    try:
        with transaction.atomic():
            return House.objects.create(**columns, vat_regime=VatRegime.TAXABLE, setting_up=True)
    except IntegrityError as error:
        raise BadSetting("slug", "taken") from error
