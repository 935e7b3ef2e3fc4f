"""Change a house's own settings: its look, its legal data, its words. By an admin of that house, and told."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from samenspel.houses.models import House, Role, StaffRole, VatRegime
from samenspel.houses.queries.directory import LANGUAGES, forget_directory
from samenspel.houses.rules import legal
from samenspel.houses.rules.brand import POSTER_SHAPES, RADII, nearest_readable
from samenspel.kernel.changes import tell_change
from samenspel.kernel.colour import COLOUR
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.tenancy import Scope

ABOUT_MAX = 2000


class NotAdmin(DomainError):
    """This login is no admin of the house."""


class BadSetting(DomainError):
    """A value that cannot be: `field` says which, `why` is a word for it, `better` a value that would do."""

    def __init__(self, field: str, why: str, better: str = "") -> None:
        super().__init__(field, why, better)
        self.field = field
        self.why = why
        self.better = better


@dataclass(frozen=True, slots=True)
class Administration:
    """What one admin does to one house at one moment."""

    scope: Scope
    house: int
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Brand:
    """`accent` is #rrggbb in lower case; `radius` of RADII, `poster_shape` of POSTER_SHAPES (houses/rules/brand)."""

    accent: str
    radius: str
    poster_shape: str


@dataclass(frozen=True, slots=True)
class LegalData:
    """Who the house is by law. `enterprise_number` and `iban` as people write them; they are kept without spaces."""

    legal_name: str
    enterprise_number: str
    vat_regime: str
    iban: str
    street: str
    postcode: str
    town: str


@dataclass(frozen=True, slots=True)
class Words:
    """How visitors know the house. `about` is language -> at most 2,000 characters; an empty one is left out."""

    name: str
    email: str
    website: str
    about: Mapping[str, str]


def save_brand(*, act: Administration, brand: Brand) -> None:
    """Give the house this look. Raises NotFound, NotAdmin, BadSetting (an accent that does not read offers the nearest one)."""
    if not COLOUR.match(brand.accent):
        raise BadSetting("accent", "no_colour")
    better = nearest_readable(accent=brand.accent)
    if better != brand.accent:
        raise BadSetting("accent", "contrast", better)
    if brand.radius not in RADII:
        raise BadSetting("radius", "unknown")
    if brand.poster_shape not in POSTER_SHAPES:
        raise BadSetting("poster_shape", "unknown")
    _save(act, "brand", asdict(brand))


def save_legal_data(*, act: Administration, data: LegalData) -> None:
    """Write who the house is by law. Raises NotFound, NotAdmin, BadSetting (wrong check digits, or another house's number)."""
    if data.vat_regime not in VatRegime.values:
        raise BadSetting("vat_regime", "unknown")
    try:
        number = legal.enterprise_number(text=data.enterprise_number)
    except ValueError:
        raise BadSetting("enterprise_number", "check") from None
    try:
        iban = legal.account_number(text=data.iban)
    except ValueError:
        raise BadSetting("iban", "check") from None
    if House.objects.filter(enterprise_number=number).exclude(pk=act.house).exists():
        raise BadSetting("enterprise_number", "taken")
    _save(act, "legal_data", asdict(data) | {"enterprise_number": number, "iban": iban})


def save_words(*, act: Administration, words: Words) -> None:
    """Write how visitors know the house. Raises NotFound, NotAdmin, BadSetting."""
    if not words.name.strip():
        raise BadSetting("name", "missing")
    about = {code: words.about.get(code, "").strip()[:ABOUT_MAX] for code in LANGUAGES}
    texts = {code: text for code, text in about.items() if text}
    _save(act, "words", asdict(words) | {"name": words.name.strip(), "about": texts})


def save_methods(*, act: Administration, off: Collection[str], offered: Collection[str]) -> None:
    """Take every way to pay but `off`; `offered` are those of now. Raises NotFound, NotAdmin, BadSetting (none left)."""
    if offered and set(offered) <= set(off):
        raise BadSetting("methods", "none")
    _save(act, "methods", {"methods_off": sorted(set(off))})


def save_languages(*, act: Administration, languages: Sequence[str]) -> None:
    """The pages, mails and tickets of the house speak these of LANGUAGES; to whoever asks another, the first.

    Raises NotFound, NotAdmin, BadSetting (none, an unknown one, or one twice).
    """
    chosen = list(languages)
    if not chosen:
        raise BadSetting("languages", "none")
    if len(set(chosen)) < len(chosen) or not set(chosen) <= set(LANGUAGES):
        raise BadSetting("languages", "unknown")
    _save(act, "languages", {"languages": chosen})


def save_mail_sender(*, act: Administration, sender_name: str, reply_to: str) -> None:
    """Whose name stands on mails about this house alone, and where answers go; empty is the region's and the seller's.

    Raises NotFound, NotAdmin.
    """
    _save(act, "mail_sender", {"sender_name": " ".join(sender_name.split()), "reply_to": reply_to.strip()})


def put_start_away(*, act: Administration) -> None:
    """The guided start leaves the menu of the house. Raises NotFound, NotAdmin."""
    _save(act, "start", {"setting_up": False})


def take_start_out(*, act: Administration) -> None:
    """The guided start is back in the menu of the house. Raises NotFound, NotAdmin."""
    _save(act, "start", {"setting_up": True})


@contextmanager
def administering(act: Administration) -> Iterator[House]:
    """A transaction with the house locked, in which `act.by` may change it. Raises NotFound for another house, NotAdmin."""
    if act.house not in act.scope.houses:
        raise NotFound(act.house)
    with act.scope.open():
        if not StaffRole.objects.filter(house=act.house, user=act.by, role=Role.HOUSE_ADMIN).exists():
            raise NotAdmin(act.by)
        yield House.objects.select_for_update().get(pk=act.house)


def _save(act: Administration, what: str, columns: Mapping[str, Any]) -> None:
    with administering(act) as row:
        before = {name: getattr(row, name) for name in columns}
        for name, value in columns.items():
            setattr(row, name, value)
        row.save(update_fields=list(columns))
        tell_change(
            kind=f"houses.{what}.saved",
            house=act.house,
            subject=act.house,
            before=before,
            after=columns,
            by=act.by,
            at=act.at,
        )
    forget_directory()
