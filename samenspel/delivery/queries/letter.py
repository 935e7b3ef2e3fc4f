"""What a mail about an order says, in the words and the amounts of its reader."""

from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.utils.translation import override

from samenspel.delivery.queries.order_calendar import place_words
from samenspel.delivery.queries.papers import PaperLine, language_of, papers
from samenspel.delivery.rules import wording
from samenspel.delivery.rules.colours import ink_on
from samenspel.delivery.rules.links import conditions_url, order_url
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.sales.models import Order
from samenspel.sales.rules.fees import order_fees, order_share
from samenspel.sales.rules.number import order_number

LOGO_WIDTH_MAX, LOGO_HEIGHT_MAX = 200, 40


@dataclass(frozen=True, slots=True)
class LetterLine:
    place: str
    ticket_type: str
    price: str


@dataclass(frozen=True, slots=True)
class LetterFee:
    name: str
    price: str


@dataclass(frozen=True, slots=True)
class LetterEvening:
    title: str
    company: str
    day: str
    clock: str
    where: str
    lines: tuple[LetterLine, ...]


@dataclass(frozen=True, slots=True)
class LetterLogo:
    """At most 40 pixels high and 200 wide, as mails show it; `alt` is never empty."""

    url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class LetterHouse:
    """The block of one house, in its own colour. `conditions_url` may be empty."""

    name: str
    logo: LetterLogo | None
    accent: str
    email: str
    evenings: tuple[LetterEvening, ...]
    fees: tuple[LetterFee, ...]
    subtotal: str
    conditions_url: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One order as a mail shows it; amounts and moments are written out in `language`."""

    language: str
    number: str
    name: str
    region: str
    accent: str
    accent_ink: str
    houses: tuple[LetterHouse, ...]
    titles: tuple[str, ...]
    tickets: int
    total: str
    amount: str
    has_amount: bool
    url: str
    site_url: str
    seller: str
    seller_email: str
    sender: str
    reply_to: str


def letter(*, scope: Scope, order: UUID, amount_cents: int | None = None) -> Letter:
    """Raises NotFound. `amount_cents`: the money the mail is about, when it is not the total of the lines.

    An order emptied while its payment was under way has no lines left; its letter has no houses.
    """
    try:
        lines = papers(scope=scope, order=order)
        # What was cancelled of it is no longer part of an order that goes on.
        lines = tuple(line for line in lines if not line.cancelled) or lines
    except NotFound:
        lines = ()
    head = _head(scope=scope, order=order)
    language = language_of(lines=lines, asked=head.language)
    total_cents = sum(line.price_cents for line in lines)
    about_cents = total_cents if amount_cents is None else amount_cents
    sender, reply_to = _own_sender(lines)
    with override(language):
        by_house = groupby(sorted(lines, key=lambda line: line.house_name), key=lambda line: line.house_id)
        return Letter(
            language=language,
            number=order_number(order),
            name=" ".join(head.buyer_name.split()),
            region=head.region.name,
            accent=head.region.accent,
            accent_ink=ink_on(head.region.accent),
            houses=tuple(_house(list(group), language) for _house_id, group in by_house),
            titles=tuple(dict.fromkeys(line.title for line in lines)),
            tickets=len(lines),
            total=wording.euro(total_cents, language),
            amount=wording.euro(about_cents, language),
            has_amount=about_cents > 0,
            url=order_url(
                site_url=settings.SITE_URL, language=language, region_slug=head.region.slug, order=order
            ),
            site_url=settings.SITE_URL,
            seller=head.seller.name,
            seller_email=head.seller.email,
            sender=sender or head.seller.sender_name or head.region.name,
            reply_to=reply_to or head.seller.reply_to or head.seller.email,
        )


def _own_sender(lines: tuple[PaperLine, ...]) -> tuple[str, str]:
    """Name and address for answers as the only house of an order set them; empty when it set none, or there are more houses."""
    if len({line.house_id for line in lines}) != 1:
        return "", ""
    return lines[0].house_sender_name, lines[0].house_reply_to


def _head(*, scope: Scope, order: UUID) -> Order:
    with scope.open():
        found = Order.objects.select_related("region", "seller").filter(pk=order).first()
    if found is None:
        raise NotFound
    return found


def _house(lines: list[PaperLine], language: str) -> LetterHouse:
    first = lines[0]
    return LetterHouse(
        name=first.house_name,
        logo=_logo(first, language),
        accent=first.house_accent,
        email=first.house_email,
        evenings=tuple(
            _evening(list(group), language)
            for _id, group in groupby(lines, key=lambda line: line.performance_id)
        ),
        fees=tuple(
            LetterFee(wording.in_language(dict(fee.names), language), wording.euro(fee.cents, language))
            for fee in order_fees(lines=lines)
        ),
        subtotal=wording.euro(sum(line.price_cents for line in lines), language),
        conditions_url=conditions_url(
            site_url=settings.SITE_URL,
            language=language,
            house_slug=first.house_slug,
            number=first.conditions_number,
        ),
    )


def _logo(line: PaperLine, language: str) -> LetterLogo | None:
    logo = line.logo
    if logo is None:
        return None
    share = min(LOGO_WIDTH_MAX / logo.width, LOGO_HEIGHT_MAX / logo.height, 1)
    return LetterLogo(
        url=settings.SITE_URL + logo.path,
        alt=logo.alt.get(language) or line.house_name,
        width=round(logo.width * share),
        height=round(logo.height * share),
    )


def _evening(lines: list[PaperLine], language: str) -> LetterEvening:
    first = lines[0]
    where = dict.fromkeys((first.hall_name, first.venue_name, first.venue_town))
    return LetterEvening(
        title=first.title,
        company=first.company,
        day=wording.day(first.starts_at, language),
        clock=wording.clock(first.starts_at, language),
        where=", ".join(part for part in where if part),
        lines=tuple(
            LetterLine(
                place=place_words(line),
                ticket_type=wording.in_language(line.ticket_type, language),
                price=wording.euro(line.price_cents - order_share(fees=line.fees), language),
            )
            for line in lines
        ),
    )
