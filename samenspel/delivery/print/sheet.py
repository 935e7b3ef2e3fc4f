"""What `ticket.typ` sets, in words of the buyer's language."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from io import BytesIO
from struct import unpack
from typing import Any

import segno
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from samenspel.delivery.queries.papers import PaperLine, language_of
from samenspel.delivery.rules import wording
from samenspel.delivery.rules.colours import ink_on
from samenspel.delivery.rules.printable import printable
from samenspel.sales.rules.number import order_number

TITLE_PT = ((22, 30), (44, 23), (90, 18), (160, 14))
"""Longest title in characters, size in points: a title takes at most four lines beside the code."""


def sheet(
    *,
    lines: Sequence[PaperLine],
    codes: Sequence[str],
    short_codes: Sequence[str],
    logos: Mapping[int, bytes],
) -> dict[str, Any]:
    """The data of `ticket.typ` for tickets of one order; `codes` and `short_codes` go with `lines`, `logos` by house are PNG."""
    first = lines[0]
    language = language_of(lines=lines, asked=first.language)
    number = order_number(first.order_id)
    with override(language):
        return {
            "title": _("Tickets of order %(number)s") % {"number": number},
            "author": printable(first.seller_name),
            "keywords": [number],
            "lang": language,
            "number": number,
            "demo": _("Demo: does not open any door") if settings.DEMO else "",
            "bought_on": wording.short_date(first.confirmed_at, language) if first.confirmed_at else "",
            "buyer": printable(first.buyer_name, otherwise="–"),
            "words": _words(),
            "advice": [
                _("Show this code at the door, on paper or on your phone. Each ticket opens the door once."),
                _("Keep the code to yourself: whoever shows it first goes in."),
                _("Doors open half an hour before the start. Latecomers may have to wait for a break."),
                _("Questions about this performance? Write to %(email)s.")
                % {"email": printable(first.house_email)}
                if len({line.house_id for line in lines}) == 1
                else _("Questions about your order? Write to %(email)s.")
                % {"email": printable(first.seller_email)},
            ],
            "logos": {str(house): _png_in_svg(png) for house, png in logos.items()},
            "tickets": [
                _ticket(
                    line=line,
                    language=language,
                    code=codes[i],
                    short_code=short_codes[i],
                    position=f"{i + 1}/{len(lines)}",
                )
                for i, line in enumerate(lines)
            ],
        }


def _words() -> dict[str, str]:
    return {
        "ticket": _("Ticket"),
        "by_hand": _("to type in when the code cannot be read"),
        "ticket_type": _("Ticket type"),
        "price": _("Price"),
        "vat": _("VAT"),
        "order": _("Order number"),
        "bought_on": _("Bought on"),
        "buyer": _("Buyer"),
        "at_the_door": _("At the door"),
        "good_to_know": _("Good to know"),
    }


def _ticket(*, line: PaperLine, language: str, code: str, short_code: str, position: str) -> dict[str, Any]:
    title = printable(line.title, otherwise=_("Performance"))
    moment = f"{wording.day(line.starts_at, language)}, {wording.clock(line.starts_at, language)}"
    return {
        "accent": line.house_accent,
        "accent_ink": ink_on(line.house_accent),
        "house": printable(line.house_name),
        "logo": str(line.house_id) if line.logo else "",
        "logo_alt": printable(
            line.logo.alt.get(language, "") if line.logo else "", otherwise=line.house_name
        ),
        "position": position,
        "title": title,
        "title_pt": next(points for longest, points in TITLE_PT if len(title) <= longest),
        "company": printable(line.company),
        "day": wording.day(line.starts_at, language),
        "clock": wording.clock(line.starts_at, language),
        "hall": printable(f"{line.hall_name}, {line.venue_name}"),
        "address": printable(f"{line.venue_street}, {line.venue_postcode} {line.venue_town}".lstrip(", ")),
        "place": _place(line),
        "ticket_type": printable(wording.in_language(line.ticket_type, language)),
        "price": _price(line=line, language=language),
        "vat": printable(_vat(line=line, language=language)),
        "door_note": printable(wording.in_language(line.door_note, language)),
        "qr": _qr_svg(code),
        "qr_alt": _("QR code of the ticket for %(title)s on %(moment)s; to type: %(code)s")
        % {"title": title, "moment": moment, "code": short_code},
        "short_code": short_code,
        "presented_by": _presenter(line),
        "sold_by": _("Sold by %(house)s, enterprise number %(number)s, %(email)s.")
        % {
            "house": printable(line.seller_legal_name),
            "number": wording.enterprise_number(line.seller_enterprise_number),
            "email": printable(line.seller_email),
        },
    }


def _presenter(line: PaperLine) -> str:
    """A house that was just made may not have written its number yet."""
    house, number = (
        printable(line.house_legal_name),
        wording.enterprise_number(line.house_enterprise_number),
    )
    if not number:
        return _("Presented by %(house)s.") % {"house": house}
    return _("Presented by %(house)s, enterprise number %(number)s.") % {"house": house, "number": number}


def _place(line: PaperLine) -> list[dict[str, Any]]:
    section, row, seat = line.place
    if not seat:
        return [
            {
                "label": _("Place"),
                "value": _("%(section)s, free choice of place") % {"section": section},
                "wide": True,
            }
        ]
    cells = [{"label": _("Section"), "value": printable(section), "wide": True}]
    if row:
        cells.append({"label": _("Row"), "value": printable(row), "wide": False})
    return [*cells, {"label": _("Seat"), "value": printable(seat), "wide": False}]


def _price(*, line: PaperLine, language: str) -> str:
    """All that was asked for this ticket, and how much of it is fees."""
    price = wording.euro(line.price_cents, language)
    if not line.fee_cents:
        return price
    fees = wording.euro(line.fee_cents, language)
    return _("%(price)s, of which %(fees)s costs") % {"price": price, "fees": fees}


def _vat(*, line: PaperLine, language: str) -> str:
    """The exemption in the words of the law, or the part of the price that is VAT."""
    if line.house_vat_regime == "exempt" or not line.vat_rate_bp:
        return wording.in_language(line.vat_text, language) or _("Exempt from VAT")
    return _("%(amount)s (%(rate)s), in the price") % {
        "amount": wording.euro(line.vat_cents, language),
        "rate": wording.percent(line.vat_rate_bp, language),
    }


def _png_in_svg(png: bytes) -> str:
    """The press takes text; it reads pixels in text as part of an SVG. The size stands in the head of a PNG."""
    width, height = unpack(">II", png[16:24])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{b64encode(png).decode()}"/></svg>'
    )


def _qr_svg(code: str) -> str:
    """Level M: 15 % of the code may be soiled. Four modules of white around it, as the standard asks."""
    image = BytesIO()
    segno.make_qr(code, error="m", boost_error=False).save(
        image, kind="svg", border=4, xmldecl=False, light="#fff"
    )
    return image.getvalue().decode()
