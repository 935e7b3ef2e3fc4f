"""The logo of a house: put, shown on its pages, mails and tickets, changed and taken away; and what is refused."""

import re
from io import BytesIO
from typing import Any

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from samenspel.delivery.commands.print_tickets import print_tickets
from samenspel.houses.models import HouseLogo, Role
from samenspel.houses.queries.directory import forget_directory
from samenspel.houses.rules.logo import logo_file
from samenspel.kernel.models import Event
from samenspel.kernel.pictures import NoPicture
from samenspel.kernel.tenancy import Scope
from tests.delivery.test_mail import mails, send_all, tell_all
from tests.programme.test_pictures import png_that_says
from tests.support.programme import picture_bytes
from tests.support.region import NOW, Fixture
from tests.support.staff import admin_of, employ, signed_in

PAGE = "/beheer/westerlo/instellingen/merk/logo/"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect x="4" width="10" height="20" fill="#b3261e"/></svg>'


def put(client: Client, content: bytes, **fields: str) -> Any:
    return client.post(PAGE, fields | {"file": SimpleUploadedFile("logo.png", content)})  # type: ignore[arg-type]


def transparent(colour: tuple[int, ...]) -> bytes:
    """A PNG of 300 x 200 with a bar of 200 x 50 in its middle."""
    file, picture = BytesIO(), Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    picture.paste(colour, (50, 75, 250, 125))
    picture.save(file, "PNG")
    return file.getvalue()


def pdf_words(content: bytes) -> list[str]:
    """What a reader says of the pictures in a PDF."""
    pdf = pypdf.PdfReader(BytesIO(content))
    objects = (pdf.get_object(number) for number in range(1, int(pdf.trailer["/Size"])))
    return [str(each["/Alt"]) for each in objects if isinstance(each, dict) and "/Alt" in each]


REFUSED = {
    "a text": (b"just words, no picture", "Dit bestand is geen beeld in PNG, JPEG, WebP of SVG"),
    "a gif": (picture_bytes(form="GIF"), "Dit bestand is geen beeld in PNG, JPEG, WebP of SVG"),
    "a script": (SVG.replace(b"</svg>", b"<script>alert(1)</script></svg>"), "In deze SVG zit een script"),
    "letters": (SVG.replace(b"</svg>", b"<text>CC</text></svg>"), "Zet de letters om in vormen"),
    "11 MB": (picture_bytes() + b"\0" * 10_000_000, "groter dan 10 MB"),
    "a bomb": (png_that_says(60_000, 60_000), "meer dan 40 megapixels"),
    "a stamp": (picture_bytes(size=(20, 20)), "minder dan 32 pixels"),
    "white on nothing": (transparent((255, 255, 255, 255)), "Op wit zie je niets van dit logo"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_logo_is_refused_with_a_reason(lo: Fixture, name: str) -> None:
    content, sentence = REFUSED[name]
    answer = put(admin_of(lo.west), content)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not HouseLogo.objects.exists()


def test_200_megabytes_are_refused_unread(lo: Fixture) -> None:
    answer = admin_of(lo.west).post(PAGE, {}, CONTENT_LENGTH="200000000")
    assert answer.status_code == 413
    assert "hoogstens 10 MB" in answer.content.decode()


def test_margins_are_cut_and_what_was_nothing_is_white() -> None:
    made = logo_file(content=transparent((0, 0, 0, 255)))
    assert (made.width, made.height) == (200, 50)
    big = logo_file(content=picture_bytes(size=(3000, 500)))
    assert (big.width, big.height) == (720, 120)
    drawn = Image.open(BytesIO(logo_file(content=SVG).content))
    assert (drawn.format, drawn.size, drawn.getpixel((60, 120))) == ("PNG", (120, 240), (0xB3, 0x26, 0x1E))
    with pytest.raises(NoPicture):
        logo_file(content=b"")


def test_logo_stands_on_the_pages_of_the_house_and_no_other(lo: Fixture) -> None:
    client = admin_of(lo.west)
    assert put(client, SVG, alt_fr="Le logo du CC").status_code == 302
    visitor = Client()
    page = visitor.get("/lo/huis/westerlo/").content.decode()
    path, alt = re.findall(r'<img class="logo__picture" src="([^"]+)" alt="([^"]*)"', page)[0]
    assert alt == "CC Westerlo"
    assert 'alt="Le logo du CC"' in visitor.get("/fr/lo/huis/westerlo/").content.decode()
    assert path in visitor.get(f"/lo/voorstelling/{lo.theatre.pk}/").content.decode()
    for other in ("/lo/", "/lo/huis/oosterlo/"):
        page = visitor.get(other)
        assert (page.status_code, "logo__picture" in page.content.decode()) == (200, False)
    file = visitor.get(path)
    assert (file.headers["Content-Type"], "immutable" in file.headers["Cache-Control"]) == ("image/png", True)


def test_old_address_leads_to_the_logo_of_now_and_nowhere_when_there_is_none(lo: Fixture) -> None:
    client = admin_of(lo.west)
    put(client, SVG)
    old = HouseLogo.objects.get().key
    put(client, picture_bytes())
    now = HouseLogo.objects.get().key
    forget_directory()
    visitor = Client()
    assert visitor.get(f"/logo/westerlo/{old}.png").headers["Location"] == f"/logo/westerlo/{now}.png"
    assert visitor.get("/logo/nergens/x.png").status_code == 404
    assert client.post(PAGE + "weg/").status_code == 302
    assert visitor.get(f"/logo/westerlo/{now}.png").status_code == 404
    assert "masthead__name" in visitor.get("/lo/huis/westerlo/?leeg").content.decode()


def test_words_change_without_a_file_and_each_change_is_told(lo: Fixture) -> None:
    admin = employ("an@westerlo.example", Role.HOUSE_ADMIN, house=lo.west)
    client = signed_in(admin)
    assert client.post(PAGE, {"alt_nl": "Zonder logo"}).status_code == 422
    put(client, SVG)
    assert client.post(PAGE, {"alt_nl": " Een  zon "}).status_code == 302
    assert HouseLogo.objects.get().alt == {"nl": "Een zon"}
    client.post(PAGE + "weg/")
    with Scope.of_system().open():
        facts = list(Event.objects.filter(kind="houses.logo.saved").order_by("id"))
    assert [fact.payload["by"] for fact in facts] == [admin.pk] * 3
    assert facts[1].payload["after"] == {"alt": {"nl": "Een zon"}}
    assert client.post(PAGE + "weg/").status_code == 404


def test_only_the_admin_of_the_house_changes_it(lo: Fixture) -> None:
    for client, status in (
        (Client(), 302),
        (admin_of(lo.east), 404),
        (signed_in(employ("fin@westerlo.example", Role.FINANCE, house=lo.west)), 403),
    ):
        assert put(client, SVG).status_code == status
    assert not HouseLogo.objects.exists()


def test_logo_stands_in_mails_and_on_tickets_with_its_words(lo: Fixture) -> None:
    put(admin_of(lo.west), SVG, alt_nl="Een zon boven Westerlo")
    order = lo.sell(lo.wish(lo.theatre, 3), lo.wish(lo.slot, 1))
    key = HouseLogo.objects.get().key

    tell_all()
    send_all()
    html = next(mail.html for mail in mails() if mail.kind == "confirmed")
    assert f'/logo/westerlo/{key}.png" alt="Een zon boven Westerlo" width="20" height="40"' in html
    assert html.count("<img") == 1  # the other house has none

    pdf = print_tickets(scope=Scope.of_order(order), order=order, at=NOW)
    pages = pypdf.PdfReader(BytesIO(pdf.content)).pages
    with_logo = [len(page.images) for page in pages]
    assert sorted(with_logo) == [0, 1]
    assert pdf_words(pdf.content).count("Een zon boven Westerlo") == 1
