"""Tickets as a visitor holds them: the page is rendered, the code read back by a lens, the words by a reader."""

from dataclasses import replace
from io import BytesIO

import pypdf
import pypdfium2
import pytest
import zxingcpp

from samenspel.delivery.commands.create_signing_key import PURPOSE, create_signing_key
from samenspel.delivery.commands.print_tickets import NoTickets, print_tickets
from samenspel.delivery.keyring import UnknownKey, public_key_of
from samenspel.delivery.models import SigningKey
from samenspel.delivery.print.press import press
from samenspel.delivery.print.sheet import sheet
from samenspel.delivery.queries.papers import papers
from samenspel.delivery.rules.code import is_genuine, read_code
from samenspel.delivery.rules.printable import RANGES, printable
from samenspel.delivery.rules.sealing import CannotUnseal, unseal
from samenspel.kernel.errors import NotFound
from samenspel.kernel.ids import uuid7
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.cancel_order import cancel_order
from samenspel.sales.commands.check_out import Buyer
from samenspel.sales.models import Ticket
from tests.support.region import NOW, Fixture


def codes_on(content: bytes) -> list[str]:
    """What a lens reads from each page, printed at 110 dots per inch."""
    found = []
    for page in pypdfium2.PdfDocument(content):
        bitmap = page.render(scale=110 / 72, grayscale=True)
        pixels = memoryview(bytes(bitmap.buffer)).cast("B", (bitmap.height, bitmap.stride))
        found += [code.text for code in zxingcpp.read_barcodes(pixels)]
    return found


def words_on(content: bytes, page: int = 0) -> str:
    return pypdf.PdfReader(BytesIO(content)).pages[page].extract_text()


def test_tickets_of_two_houses_come_in_one_pdf_and_are_read_back(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 3), lo.wish(lo.theatre, 4, young=True), lo.wish(lo.slot, 1))

    pdf = print_tickets(scope=Scope.of_order(order), order=order, at=NOW)

    read = [read_code(text) for text in codes_on(pdf.content)]
    with Scope.of_system().open():
        tickets = list(Ticket.objects.filter(order_id=order).order_by("performance_id", "place_no"))
    assert pdf.tickets == 3
    assert [(code.ticket, code.performance, code.generation) for code in read] == [
        (ticket.pk, ticket.performance_id, 1) for ticket in tickets
    ]
    assert all(is_genuine(code=code, public_key=public_key_of(key=code.key)) for code in read)
    assert all(code.valid_from < lo.theatre.starts_at < code.valid_until for code in read)


def test_ticket_says_everything_a_door_and_a_visitor_need(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 3))

    words = words_on(print_tickets(scope=Scope.of_order(order), order=order, at=NOW).content)

    for word in ("De lange adem", "CC Westerlo", "Grote zaal", "Parterre", "A", "3", "donderdag 24 december 2026", "20:00",
                 "Basis", "€ 20,00", "6 %", "€ 1,13", "Ada Peeters", "Ticketdesk Lo vzw", "0999.900.002"):  # fmt: skip
        assert word in words.replace("\xa0", " ")


def test_ticket_of_an_exempt_house_says_so_in_the_words_of_the_law(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.concert, 5))

    assert "vrij art. 44 §2, 9°" in words_on(
        print_tickets(scope=Scope.of_order(order), order=order, at=NOW).content
    )


def test_pdf_is_for_everybody(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 3))

    reader = pypdf.PdfReader(BytesIO(print_tickets(scope=Scope.of_order(order), order=order, at=NOW).content))

    catalogue = reader.trailer["/Root"]
    assert catalogue["/Lang"] == "nl-BE"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in reader.xmp_metadata.stream.get_data()
    assert reader.metadata.title.startswith("Tickets")
    fonts = {font["/BaseFont"].split("+")[-1] for font in reader.pages[0]["/Resources"]["/Font"].values()}
    assert {name.split("-")[0] for name in fonts} == {"BricolageGrotesque", "Inter", "DejaVuSansMono"}


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Zoë 🎭 Đặng", "Zoë Đặng"),
        ("🎭🎉", "–"),
        ("小林", "–"),
        ("a" * 200, "aaa"),
        ('#"\\] $x$', '#"\\] $x$'),
    ],
)
def test_any_name_is_printed(lo: Fixture, name: str, printed: str) -> None:
    order = lo.sell(lo.wish(lo.theatre, 3), buyer=Buyer(name=name, email="a@example.org", language="nl"))

    pdf = print_tickets(scope=Scope.of_order(order), order=order, at=NOW)

    assert printed in words_on(pdf.content)
    assert len(codes_on(pdf.content)) == 1


def test_every_printable_character_has_a_glyph(lo: Fixture, caplog: pytest.LogCaptureFixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 3))
    line = papers(scope=Scope.of_order(order), order=order)[0]
    every = " ".join(printable(chr(point)) for first, last in RANGES for point in range(first, last + 1))
    data = sheet(lines=[line], codes=["A"], short_codes=["A"], logos={})

    press(template="ticket.typ", data=data | {"buyer": every})
    assert caplog.messages == []

    press(template="ticket.typ", data=data | {"buyer": "小林"})  # the control
    assert len(caplog.messages) == 1


def test_long_title_stays_on_its_page(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 3))
    line = papers(scope=Scope.of_order(order), order=order)[0]
    long = replace(line, title="Onvoorstelbaarheid " * 8, company="Gezelschap " * 14)

    content = press(template="ticket.typ", data=sheet(lines=[long], codes=["A"], short_codes=["A"], logos={}))

    assert len(pypdf.PdfReader(BytesIO(content)).pages) == 1


def test_tickets_are_for_those_who_hold_the_link(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 3))

    for scope in (Scope.nobody(), Scope.of_order(uuid7()), Scope.of_houses(lo.north.pk)):
        with pytest.raises(NotFound):
            print_tickets(scope=scope, order=order, at=NOW)


def test_cart_and_cancelled_order_have_no_tickets(lo: Fixture) -> None:
    cart, _ = lo.take(lo.wish(lo.theatre, 3))
    sold = lo.sell(lo.wish(lo.concert, 5))
    cancel_order(scope=Scope.of_order(sold), order=sold, at=NOW)

    for order in (cart, sold):
        with pytest.raises(NoTickets):
            print_tickets(scope=Scope.of_order(order), order=order, at=NOW)


def test_tickets_outlive_the_key_they_were_signed_with(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 3))
    (older,) = codes_on(print_tickets(scope=Scope.of_order(order), order=order, at=NOW).content)

    new_key = create_signing_key(region=lo.region.pk, at=NOW)
    (newer,) = codes_on(print_tickets(scope=Scope.of_order(order), order=order, at=NOW).content)

    assert read_code(newer).key == new_key != read_code(older).key
    for code in (read_code(older), read_code(newer)):
        assert is_genuine(code=code, public_key=public_key_of(key=code.key))
    with pytest.raises(UnknownKey):
        public_key_of(key=new_key + 1)


def test_private_key_is_sealed_with_the_secret_of_the_installation(lo: Fixture) -> None:
    create_signing_key(region=lo.region.pk, at=NOW)

    with Scope.of_system().open():
        row = SigningKey.objects.latest("pk")

    assert len(bytes(row.private_key)) == 12 + 32 + 16
    with pytest.raises(CannotUnseal):
        unseal(sealed=bytes(row.private_key), secrets=["another secret"], purpose=PURPOSE)
    with Scope.of_houses(lo.desk.pk).open():
        assert not SigningKey.objects.exists()
