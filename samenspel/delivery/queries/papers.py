"""What stands on the papers of one order, read in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.delivery.rules import wording
from samenspel.houses.queries.directory import Logo, logo_of, spoken
from samenspel.inventory.queries.plans import plan_of
from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope
from samenspel.sales.rules.fees import NamedFees


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line with all that a ticket, a mail or a calendar says about it. Texts per language are dicts `{"nl": ...}`."""

    order_id: UUID
    order_state: str
    language: str
    buyer_name: str
    buyer_email: str
    confirmed_at: datetime | None
    region_id: int
    region_slug: str
    region_name: str
    region_accent: str
    seller_name: str
    seller_legal_name: str
    seller_enterprise_number: str
    seller_email: str
    line_id: int
    price_cents: int
    fee_cents: int
    fees: NamedFees
    vat_rate_bp: int
    vat_cents: int
    cancelled: bool
    vat_text: dict[str, str]
    ticket_type: dict[str, str]
    door_note: dict[str, str]
    performance_id: int
    plan_id: int
    place_no: int
    starts_at: datetime
    ends_at: datetime
    title: str
    company: str
    hall_name: str
    venue_name: str
    venue_street: str
    venue_postcode: str
    venue_town: str
    house_id: int
    house_name: str
    house_legal_name: str
    house_enterprise_number: str
    house_vat_regime: str
    house_accent: str
    house_email: str
    house_website: str
    house_sender_name: str
    house_reply_to: str
    house_slug: str
    house_languages: list[str] | None
    logo_key: str | None
    logo_alt: dict[str, str] | None
    logo_width: int | None
    logo_height: int | None
    conditions_number: int | None
    ticket_id: int | None
    generation: int | None
    ticket_state: str | None

    @property
    def place(self) -> tuple[str, str, str]:
        """Section, row, seat; row and seat are empty for a standing place or a timeslot."""
        point = plan_of(self.plan_id).places[self.place_no]
        return point.section, point.row, point.seat

    @property
    def logo(self) -> Logo | None:
        return logo_of(
            slug=self.house_slug,
            key=self.logo_key,
            alt=self.logo_alt,
            width=self.logo_width,
            height=self.logo_height,
        )


def language_of(*, lines: Sequence[PaperLine], asked: str) -> str:
    """What papers about these lines are written in: the language of the order, or the first of their one house without it."""
    language = wording.language_known(asked)
    if len({line.house_id for line in lines}) != 1:
        return language
    languages = spoken(lines[0].house_languages)
    return language if language in languages else languages[0]


READ = load(__file__, "order_papers", PaperLine)


def papers(*, scope: Scope, order: UUID) -> tuple[PaperLine, ...]:
    """The lines of an order by performance and place. Raises NotFound when there is none for this scope."""
    lines = tuple(READ.rows(scope=scope, order=order))
    if not lines:
        raise NotFound
    return lines
